import { clearTimeout as stop, setTimeout as start } from '../../../transport/vendor/timers';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('calls back after the time', async () => {
	const called = jest.fn();
	start(called, 5);
	expect(called).not.toHaveBeenCalled();
	await pause(40);
	expect(called).toHaveBeenCalledTimes(1);
});

it('calls back no more once it was stopped', async () => {
	const called = jest.fn();
	stop(start(called, 5));
	await pause(40);
	expect(called).not.toHaveBeenCalled();
});

it('does not mind being asked to stop nothing', () => {
	expect(() => stop(undefined)).not.toThrow();
});
