import type { Check, Evidence } from './evidence';
import { ok, warning, type Judgement } from './item';
import { judged } from './known';
import { span } from './words';

/** The `Date` header counts whole seconds, and replies take a while. */
const TOLERANCE_SECONDS = 60;

export const clockChecks: Check[] = [{ check: 'clocks', name: 'Clocks', judge: clocks }];

function clocks({ clockAhead }: Evidence): Judgement {
	return judged(clockAhead, (ahead) => {
		if (ahead === null)
			return warning(
				"ServiceTitan's replies carry no time.",
				"Nothing has to be done: the sync goes by the database's clock then, and reads 15 minutes further back.",
			);
		const apart = Math.abs(ahead);
		if (apart <= TOLERANCE_SECONDS) return ok(`They are ${span(apart)} apart at most.`);
		return warning(
			`ServiceTitan's clock is ${span(apart)} ${ahead > 0 ? 'ahead of' : 'behind'} the database's.`,
			'Nothing is lost by that: the cursor goes by the earlier of the two. If it stays, tell the support of whichever clock is wrong.',
		);
	});
}
