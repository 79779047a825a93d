import { textsIn } from '../../../nodes/ServiceTitan/listed';

it.each<[value: unknown, texts: string[]]>([
	['VIP, Referral,, ', ['VIP', 'Referral']],
	[
		['VIP', ' Parts, Labor ', 201, null, ''],
		['VIP', 'Parts, Labor', '201'],
	],
	['["VIP", "Parts, Labor"]', ['VIP', 'Parts, Labor']],
	['[new], old', ['[new]', 'old']],
	[201, ['201']],
	[undefined, []],
	['', []],
])('%j holds %j', (value, texts) => {
	expect(textsIn(value)).toEqual(texts);
});
