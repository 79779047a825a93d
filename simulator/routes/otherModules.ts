import type { AddEndpoint } from '../http/app';
import { pageOf, readPaging, readRange, within } from '../http/listing';
import { jobReply } from '../tenant/job';
import { TAG_TYPES } from '../tenant/tagEdits';

/** A little of what lies beside the CRM: jobs, and the names of tags. */
export function otherModules(below: (module: string) => AddEndpoint): void {
	below('/jpm/v2')('GET', '/jobs', [
		'tn.jpm.jobs:r',
		({ query, tenant, world: { switches } }) => {
			const paging = readPaging(query, switches);
			const modified = readRange(query, 'modified');
			query.check();
			const jobs = tenant.jobs.inOrder('id', tenant.clock.now());
			const found = jobs.filter(({ row }) => within(row.modifiedOn, modified));
			return pageOf(found, paging, { switches, reply: jobReply });
		},
	]);
	below('/settings/v2')('GET', '/tag-types', [
		'tn.stn.tagtypes:r',
		({ query, world: { switches } }) => {
			const { page, pageSize } = readPaging(query, switches);
			query.check();
			const data = TAG_TYPES.map((tagType) => ({ ...tagType, active: true }));
			return { page, pageSize, hasMore: false, totalCount: null, data: page === 1 ? data : [] };
		},
	]);
}
