import type { FaultKind } from '../../../simulator/faults/fault';
import type { Switches } from '../../../simulator/switches';
import type { Edit, Method } from './business';
import type { Trouble } from './supabase';
import type { Whose } from './time';

/** How a trigger or a run is set; edited in mid-story, while windows are open. */
export interface Settings {
	pageSize: number;
	maxCustomers: number;
	excludeAccountingChanges: boolean;
}

/** Numbers named after a thing (`customer`, `worker`) choose one of those that are there. */
export type Action =
	// At the business
	| { type: 'addCustomer'; name: number; methods: Method[] }
	| { type: 'edit'; customer: number; change: Edit }
	| { type: 'editTogether'; customers: number[]; to: number }
	| { type: 'delete'; customer: number }
	// In Supabase's table editor
	| { type: 'typeContact'; like: number; how: 'phone' | 'email' | 'both' | 'other'; value: number }
	| { type: 'annotate'; contact: number; value: number }
	| { type: 'setIdle' }
	| { type: 'cursorBack'; minutes: number }
	| { type: 'enable'; on: boolean }
	| { type: 'release' }
	| { type: 'poison'; customer: number; on: boolean }
	// In n8n
	| { type: 'settings'; settings: Settings }
	| { type: 'poll' }
	| { type: 'run' }
	| { type: 'copy'; handBackAfter: number; again: boolean }
	| { type: 'reconcile' }
	| {
			type: 'deliver';
			handedOut: number;
			count: number;
			reversed: boolean;
			finish: Finish;
			twice: boolean;
	  }
	| { type: 'lose'; handedOut: number; count: number }
	| { type: 'offerAgain'; handedOut: number; from: number; count: number; how: Offered }
	| { type: 'finishRun'; handedOut: number }
	| { type: 'failRun'; handedOut: number }
	| { type: 'crash'; worker: number }
	// Time
	| { type: 'pass'; minutes: number }
	| { type: 'clock'; whose: Whose; minutesAhead: number }
	// Trouble
	| { type: 'fault'; kind: FaultKind; count: number; after: number; path: string | undefined }
	| { type: 'rate'; kind: FaultKind; probability: number }
	| { type: 'trouble'; kind: Trouble; count: number }
	| { type: 'switches'; to: Partial<Switches> }
	| { type: 'calm' };

/** How items of an old execution come again: always without their run. */
export interface Offered {
	/** Whether an item still says when it was read. */
	readAt: boolean;
	/** Into the workflow that hands out, which may be waiting for its own customers; or into another one. */
	workflow: 'same' | 'other';
}

export type Finish = 'never' | 'whenAllArrived' | 'now';

/** One action, and how many requests and answers go through before the next one, in which order. */
export interface Beat {
	action: Action;
	steps: number;
	order: number;
}

export interface Story {
	seed: number;
	/** Customers that are there before the sync begins. */
	before: Method[][];
	/** What holds from the beginning: how ServiceTitan behaves, how the nodes are set. */
	setting: Action[];
	beats: Beat[];
	/** By which way the quiet run at the end goes. */
	quiet: 'poll' | 'run';
	/** Whether, after that, all executions that ever handed out are run again, the oldest last, and how. */
	again: Offered | undefined;
}
