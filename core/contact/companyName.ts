const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/));

/** Forms of business: one of these anywhere, and it is no person. */
const LEGAL_FORMS = words(`
	llc inc incorporated corp corporation ltd limited llp pllc lllp plc gmbh pty dba company
`);

/** What a business, a building or a household is called, and hardly anybody's family name. */
const KINDS = words(`
	apartments apts associates association brothers bros clinic condominiums condos construction contracting
	contractors enterprises estate estates family foundation group heating holdings homeowners hospital hotel
	household hvac industries investments management mgmt ministries motel partners partnership plumbing
	properties property realty rentals residence restaurant services solutions trust university ventures
`);

const PARTNERS = /(?:&|\band\b)\s*(?:sons?|daughters?|co)(?![\p{L}\p{N}])/iu;
const OFFICES = /^(?:the|(?:city|county|state|town|village|estate|church|university) of)\s/i;

/**
 * Whether a name is a company's, a household's or an office's rather than a person's. Told by its words alone:
 * many businesses are entered as residential customers. In doubt it is a person, since most are.
 */
export function looksLikeCompany(name: string): boolean {
	const parts = name
		.toLowerCase()
		.split(/[\s,]+/)
		.map(bare)
		.filter(Boolean);
	return (
		parts.some((part) => LEGAL_FORMS.has(part) || KINDS.has(part)) ||
		// "Co" is a family name too: at the end of three words it is not.
		(parts.length > 2 && parts.at(-1) === 'co') ||
		PARTNERS.test(name) ||
		OFFICES.test(name)
	);
}

/** "L.L.C." and "(LLC)" as "llc". */
const bare = (part: string): string => part.replace(/[^\p{L}\p{N}]/gu, '');
