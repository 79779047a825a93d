import type { INodeProperties } from 'n8n-workflow';

import type { Asked } from '../operation';
import { someTextsIn } from '../listed';
import { tagIdsOf } from './tagTypes';

/** Tags chosen by name from a list; an expression may give names as well as ids. */
export const tagsField: INodeProperties = {
	displayName: 'Tag Names or IDs',
	name: 'tagTypeIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'loadTagTypes' },
	required: true,
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** @throws ZodError where none is chosen, or one does not exist */
export const chosenTags = async ({ serviceTitan, parameter }: Asked): Promise<number[]> =>
	await tagIdsOf(serviceTitan.call, someTextsIn('Tags', parameter('tagTypeIds')));
