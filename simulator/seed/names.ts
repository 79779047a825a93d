import { pickFrom, type Chance } from '../chance';

const FIRST = [
	'John',
	'Mary',
	'James',
	'Patricia',
	'Robert',
	'Linda',
	'Michael',
	'Elena',
	'David',
	'Susan',
	'José',
	'Karen',
	'Daniel',
	'Nancy',
	'Thomas',
	'Aisha',
	'Kevin',
	'Grace',
	'Brian',
	'Wei',
	'Carlos',
	'Ruth',
	'Omar',
	'Hannah',
	'Luis',
	'Priya',
	'Steven',
	'Zoë',
	'Frank',
	'Dorothy',
] as const;
const LAST = [
	'Smith',
	'Johnson',
	'Williams',
	'Brown',
	'Jones',
	'Garcia',
	'Miller',
	'Davis',
	'Rodriguez',
	'Martinez',
	"O'Brien",
	'Lopez',
	'Wilson',
	'Anderson',
	'Nguyen',
	'Taylor',
	'Moore',
	'Jackson',
	'Lee',
	'Perez',
	'Thompson',
	'White',
	'Harris',
	'Sánchez',
	'Clark',
	'Ramirez',
	'Lewis',
	'Robinson',
	'Walker',
	'Young',
	'Van der Berg',
	'Hall',
	'Torres',
	'Hill',
	'Green',
	'Adams',
	'Baker',
	'Rivera',
	'Mitchell',
	'Carter-Hayes',
] as const;
const BUSINESS = [
	'Lone Star',
	'Riverside',
	'Summit',
	'Bluebonnet',
	'Oak Hill',
	'Pioneer',
	'Cedar Park',
	'Northgate',
	'Silver Creek',
	'Capital',
	'Maple Street',
	'Harbor',
] as const;
const TRADE = [
	'Property Management',
	'Dental',
	'Brewing',
	'Apartments',
	'Elementary School',
	'Bakery',
	'Self Storage',
	'Auto Repair',
	'Animal Hospital',
	'Realty',
	'Church',
	'Hardware',
] as const;
const FORM = ['LLC', 'Inc.', 'Co.', 'Group', ''] as const;

export interface Named {
	name: string;
	/** For the e-mail address. */
	mailbox: string;
}

/** Most as ServiceTitan's offices type them, "Last, First"; couples, suffixes, first name first, and single words too. */
export function personName(chance: Chance): Named {
	const [first, last] = [pickFrom(chance, FIRST), pickFrom(chance, LAST)];
	const mailbox = `${first}.${last}`;
	const kind = chance();
	if (kind < 0.55) return { name: `${last}, ${first}`, mailbox };
	if (kind < 0.7) return { name: `${last}, ${first} & ${pickFrom(chance, FIRST)}`, mailbox };
	if (kind < 0.92) return { name: `${first} ${last}`, mailbox };
	if (kind < 0.96) return { name: `${last}, ${first} Jr.`, mailbox };
	return { name: last, mailbox: last };
}

export function companyName(chance: Chance): Named {
	const own = chance() < 0.3 ? `${pickFrom(chance, LAST)} & Sons` : pickFrom(chance, BUSINESS);
	const name = [own, pickFrom(chance, TRADE), pickFrom(chance, FORM)].filter(Boolean).join(' ');
	return { name, mailbox: `office.${own}` };
}
