/** Something that must not stand in a file, and in which files it is looked for. */
interface Rule {
	says: string;
	pattern: RegExp;
	in?: (path: string) => boolean;
}

const isTest = (path: string) => path.startsWith('test/') && path.endsWith('.ts');
/** Lock files hold the names of other people's packages. */
const isProse = (path: string) => !path.endsWith('-lock.json');
const runsChecks = (path: string) =>
	/^\.ci\/|^\.github\/|^package\.json$|\.sh$|^test\/(run|lint)/.test(path);

/** The letters in brackets keep this list from finding itself. */
const rules: Rule[] = [
	{
		says: 'names the host of a package registry',
		pattern: /"[r]esolved": "http|https?:\/\/(registry|deb|npm)\.|registry\.[n]pmjs/,
	},
	{
		says: 'names a path of one machine',
		pattern: /(?<![A-Za-z0-9_.~{}$-])\/(work|farm|root|tmp|home\/\w+)\/\w|\b[A-Z]:\\Users\\/,
	},
	{
		says: 'speaks of how it was made, not of the project',
		pattern:
			/c[l]aude|anth[r]opic|chat[g]pt|copi[l]ot|\bL[L]Ms?\b|\bA[I][- ]generated|coding [a]gent|this [s]ession|co-[a]uthored-by/i,
		in: isProse,
	},
	{
		says: 'speaks of a ticket nobody else can read',
		pattern: /\b(issue|ticket|fixes|closes) #?\d+\b/i,
	},
	{
		says: 'holds what looks like a real key',
		pattern: /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{40,}|-----BEGIN [A-Z ]*PRIVATE KEY/,
	},
	{
		says: 'switches tests off',
		pattern: /\b(it|test|describe)\.(only|skip|todo)\(|\bx(it|describe)\(/,
		in: isTest,
	},
	{
		says: 'has a check that cannot fail',
		pattern: /\|\| ?true\b|\|\| ?:\s|continue-on-error: [t]rue|pass[W]ithNoTests/,
		in: runsChecks,
	},
];

/** @returns one sentence for each line that breaks a rule */
export function wordingProblems(path: string, text: string): string[] {
	const applying = rules.filter((rule) => rule.in?.(path) ?? true);
	return text
		.split('\n')
		.flatMap((line, index) =>
			applying
				.filter(({ pattern }) => pattern.test(line))
				.map(({ says }) => `${path}:${index + 1} ${says}: ${line.trim().slice(0, 120)}`),
		);
}
