import { RequestFailed, type Service } from '../core/failure';
import { failureOfConnection } from '../core/failureOfConnection';

/**
 * What the work gives, if it gives it in time. n8n's own time limit ends a connection that is silent for so long;
 * one that sends a byte now and then would keep a run waiting for ever.
 * @param begin  gets a signal by which n8n lets go of the connection, where it heeds one
 * @throws RequestFailed (interrupted) once the time is over, whatever becomes of the work
 */
export async function within<T>(
	ms: number,
	service: Service,
	begin: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
	const limit = AbortSignal.timeout(ms);
	let giveUp = (): void => undefined;
	const late = new Promise<never>((_, reject) => {
		giveUp = () => reject(new RequestFailed(service, failureOfConnection('ETIMEDOUT')));
	});
	limit.addEventListener('abort', giveUp);
	try {
		return await Promise.race([begin(limit), late]);
	} finally {
		// A signal that is still listened to keeps the answer in memory until its time is over.
		limit.removeEventListener('abort', giveUp);
	}
}
