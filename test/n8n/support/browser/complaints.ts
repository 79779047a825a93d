import type { Page } from 'playwright-core';

/** What n8n's editor says by itself where it has no internet, and what it is about. */
interface Expected {
	text: string;
	/** The address that it is about, or the script that says it. */
	about: (address: URL, n8n: string) => boolean;
	because: string;
}

const outside = ({ protocol, origin }: URL, n8n: string) => protocol === 'https:' && origin !== n8n;

const expected: Expected[] = [
	{
		text: 'Failed to load resource: net::ERR_NAME_NOT_RESOLVED',
		about: outside,
		because:
			'the editor asks the internet how many community nodes there are and what a package is',
	},
	{
		text: "ResponseError: Can't connect to n8n.",
		about: ({ origin, pathname }, n8n) => origin === n8n && pathname.startsWith('/assets/vue.'),
		because: 'so it calls the internet that it cannot reach, on the page of community nodes',
	},
	{
		text: 'Failed to load resource: the server responded with a status of 401 (Unauthorized)',
		about: ({ pathname }) => pathname === '/rest/login',
		because: 'it asks who is logged in before anybody is',
	},
	{
		text: 'Failed to load resource: the server responded with a status of 404 (Not Found)',
		about: ({ pathname }) => pathname.startsWith('/schemas/'),
		because: "it asks for a sample of a node's output, which no community package has",
	},
	{
		text: "Error: error TS6231: Could not resolve the path '/es2023' with the extensions: '.ts', '.tsx', '.d.ts', '.js', '.jsx', '.cts', '.d.cts', '.cjs', '.mts', '.d.mts', '.mjs'.",
		about: ({ origin, pathname }, n8n) => origin === n8n && pathname.startsWith('/assets/vue.'),
		because: 'its editor of code says so in the panel of every Code node',
	},
];

/** What goes wrong in the page from now on, but for the above: the list grows. */
export function complaintsOf(page: Page, n8n: string): string[] {
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (line) => {
		if (line.type() !== 'error') return;
		const [text = ''] = line.text().split('\n');
		const address = new URL(line.location().url || page.url());
		if (!expected.some((one) => one.text === text && one.about(address, n8n)))
			complaints.push(`${text} (${address.href})`);
	});
	return complaints;
}
