import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ServiceTitan } from '../../../nodes/ServiceTitan/ServiceTitan.node';
import { executeContext, type Execution } from './contexts';
import type { startServiceTitanWorld } from './serviceTitanWorld';

type World = ReturnType<typeof startServiceTitanWorld>;

const node = new ServiceTitan();

/** Runs the node once for each set of parameters. */
export async function execute(
	{ host }: World,
	items: IDataObject[],
	more: Partial<Execution> = {},
): Promise<INodeExecutionData[]> {
	const [output = []] = await node.execute.call(executeContext(host, node, { items, ...more }));
	return output;
}

export const getCustomer = (customerId: unknown, more: IDataObject = {}): IDataObject => ({
	resource: 'customer',
	operation: 'get',
	customerId: customerId as IDataObject,
	...more,
});

export const getMany = (more: IDataObject = {}): IDataObject => ({
	resource: 'customer',
	operation: 'getMany',
	...more,
});

export const addNote = (
	customerId: number,
	text: unknown,
	more: IDataObject = {},
): IDataObject => ({
	resource: 'note',
	operation: 'add',
	customerId,
	text: text as string,
	...more,
});

/** The parameters of any operation. */
export const asked = (
	resource: string,
	operation: string,
	more: Record<string, unknown> = {},
): IDataObject => ({ resource, operation, ...(more as IDataObject) });

export const ids = (output: INodeExecutionData[]): unknown[] => output.map(({ json }) => json.id);
