import type { ServiceTitan } from '../../../sync/ports';

/** How often each run was given each customer by ServiceTitan. */
export class ReadCounts {
	private readonly counts = new Map<string, Map<string, number>>();

	of(runId: string, crmId: string): number {
		return this.counts.get(runId)?.get(crmId) ?? 0;
	}

	/** Counts what goes through this ServiceTitan for the run that is known by the time. */
	counting(serviceTitan: ServiceTitan, runId: () => string): ServiceTitan {
		return {
			...serviceTitan,
			customers: async (query) => {
				const page = await serviceTitan.customers(query);
				this.add(runId(), page.value.data);
				return page;
			},
			customerExport: async (from) => {
				const batch = await serviceTitan.customerExport(from);
				this.add(runId(), batch.value.data);
				return batch;
			},
			customersByIds: async (ids) => {
				const found = await serviceTitan.customersByIds(ids);
				this.add(runId(), found.value);
				return found;
			},
		};
	}

	private add(runId: string, customers: Array<{ id: number }>): void {
		const ofRun = this.counts.get(runId) ?? new Map<string, number>();
		this.counts.set(runId, ofRun);
		for (const { id } of customers) ofRun.set(String(id), (ofRun.get(String(id)) ?? 0) + 1);
	}
}
