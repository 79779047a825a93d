import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ServiceTitanConnection } from '../../transport/serviceTitan';

/** What one operation gets for one input item. */
export interface Asked {
	serviceTitan: ServiceTitanConnection;
	/** The value of a field of the operation, resource locators as the id they hold. */
	parameter(name: string): unknown;
	/** The workflow's time zone: dates typed in without one are in it. */
	timezone: string;
}

/** One operation of the node: a file of its own, and one entry in operations.ts. */
export interface Operation {
	option: INodePropertyOptions & { value: string };
	/** Its own fields, without displayOptions for resource and operation: the node adds them. */
	fields: INodeProperties[];
	/** @returns one object for each output item */
	run(asked: Asked): Promise<IDataObject[]>;
}

export interface Resource {
	name: string;
	value: string;
	/** The first is the one a person most likely wants. */
	operations: [Operation, ...Operation[]];
}
