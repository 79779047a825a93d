import { descendantsOf, forgetPeak, memoryOf } from './processes';

const EVERY_MS = 100;

export interface MemorySeen {
	idleMb: number;
	peakMb: number;
	/** The most of all processes below it taken together. */
	runnerPeakMb: number;
}

/**
 * Watches a process's memory, sampled every 100 ms; between the samples the system's own high-water mark counts.
 * @returns to be called at the end
 */
export function watchMemory(pid: number): () => MemorySeen {
	const idleMb = memoryOf(pid, 'VmRSS');
	let peakMb = idleMb;
	let runnerPeakMb = 0;
	const look = () => {
		peakMb = Math.max(peakMb, memoryOf(pid, 'VmRSS'));
		runnerPeakMb = Math.max(runnerPeakMb, belowOf(pid));
	};
	forgetPeak(pid);
	look();
	const timer = setInterval(look, EVERY_MS);
	return () => {
		clearInterval(timer);
		look();
		return { idleMb, peakMb: Math.max(peakMb, memoryOf(pid, 'VmHWM')), runnerPeakMb };
	};
}

/** A process may end between being listed and being looked at. */
function belowOf(pid: number): number {
	try {
		return descendantsOf(pid).reduce((sum, child) => sum + memoryOf(child, 'VmRSS'), 0);
	} catch {
		return 0;
	}
}
