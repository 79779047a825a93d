import type { Instant } from '../../core/instant';
import { wireInstant } from '../clock';

/** A job, of another module of the API: here so that a call beside the CRM's can be tried. */
export interface Job {
	id: number;
	jobNumber: string;
	customerId: number;
	locationId: number;
	jobStatus: 'Scheduled' | 'InProgress' | 'Completed';
	summary: string;
	createdOn: Instant;
	modifiedOn: Instant;
}

export const jobReply = (job: Job) => ({
	...job,
	createdOn: wireInstant(job.createdOn),
	modifiedOn: wireInstant(job.modifiedOn),
});
