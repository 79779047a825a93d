import { regionsOf } from '../../../core/contact/region';

it.each<[country: string | null | undefined, regions: string[]]>([
	['US', ['US']],
	['USA', ['US']],
	['U.S.A.', ['US']],
	['united states of america', ['US']],
	['Canada', ['CA', 'US']],
	['CA', ['CA', 'US']],
	['CAN', ['CA', 'US']],
	['Australia', ['AU', 'US']],
	['UK', ['GB', 'US']],
	['United Kingdom', ['GB', 'US']],
	['Northern Ireland', ['GB', 'US']],
	['New Zealand', ['NZ', 'US']],
	['Ireland', ['IE', 'US']],
	['México', ['US']],
	['Mexico', ['MX', 'US']],
	['de', ['DE', 'US']],
	['Orange County', ['US']],
	['constructor', ['US']],
	['', ['US']],
	['  ', ['US']],
	[null, ['US']],
	[undefined, ['US']],
])('%j', (country, regions) => {
	expect(regionsOf(country)).toEqual(regions);
});
