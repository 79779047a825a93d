import type { Stage } from '../stage/stage';

/** A customer the proof works with. */
export interface Person {
	id: number;
	name: string;
	phones: number[];
	emails: number[];
}

/** Those the proof needs: none of them is in `contacts` yet. */
export interface Cast {
	/** Has one phone and an e-mail address. */
	first: Person;
	/** Have a phone or an e-mail address. */
	ten: Person[];
	/** Have neither. */
	two: Person[];
}

/** Chooses customers that were never synced, so that every start can prove the job anew. */
export async function chooseCast({
	serviceTitan: { simulator },
	sql,
	workspaceId,
}: Pick<Stage, 'serviceTitan' | 'sql' | 'workspaceId'>): Promise<Cast> {
	const rows = await sql<Array<{ crm_id: string }>>`
		select crm_id::text from contacts where workspace_id::text = ${workspaceId}`;
	const synced = new Set(rows.map(({ crm_id }) => crm_id));
	const people = simulator
		.customers()
		.filter(({ id, active }) => active && !synced.has(String(id)))
		.map(({ id, name }): Person => {
			const methods = simulator.contactsOf(id);
			const ids = (...types: string[]) =>
				methods.filter(({ type }) => types.includes(type)).map((method) => method.id);
			return { id, name, phones: ids('Phone', 'MobilePhone'), emails: ids('Email') };
		});
	const first = people.find(({ phones, emails }) => phones.length === 1 && emails.length > 0);
	const ten = people
		.filter((person) => person !== first && person.phones.length + person.emails.length > 0)
		.slice(0, 10);
	const two = people
		.filter(({ phones, emails }) => phones.length + emails.length === 0)
		.slice(0, 2);
	if (!first || ten.length < 10 || two.length < 2)
		throw new Error(
			'Nearly all simulated customers are synced already, so there is nothing left to prove the job with. Start with an empty folder: npm start -- --data <folder>.',
		);
	return { first, ten, two };
}
