import { claimOf } from '../jwt';
import { sentence, type Sentence } from '../words/sentence';

/** @param url  trimmed, without a slash at its end. @returns what can be told without asking anybody */
export function supabaseUrlProblem(url: string): Sentence | undefined {
	if (url === '')
		return sentence(
			'The Project URL of the Supabase credential is empty',
			'Copy it (https://….supabase.co) from Supabase, Project Settings > Data API.',
		);
	if (/^postgres(ql)?:/i.test(url))
		return sentence(
			'The Project URL holds a connection string of the database',
			'Enter the Project URL (https://….supabase.co) from Project Settings > Data API instead.',
		);
	const project = /supabase\.(?:com|io)\/(?:dashboard\/)?project\/([a-z0-9]+)/i.exec(url)?.[1];
	if (project)
		return sentence(
			'The Project URL is the address of the Supabase dashboard',
			`Enter https://${project}.supabase.co instead.`,
		);
	if (!/^https?:\/\/[^\s/]+/i.test(url) || !URL.canParse(url))
		return sentence(
			'The Project URL of the Supabase credential is no web address',
			'Enter it with https:// in front, as Project Settings > Data API shows it.',
		);
	if (/\/(rest|auth|storage)\/v1/.test(url))
		return sentence(
			'The Project URL of the Supabase credential says too much',
			'Enter it without /rest/v1 and what follows.',
		);
	return undefined;
}

/** @param key  trimmed */
export function supabaseKeyProblem(key: string): Sentence | undefined {
	const where =
		'Copy the secret key (sb_secret_…, or the service_role key of an older project) from';
	if (key === '')
		return sentence(
			'The Secret Key of the Supabase credential is empty',
			`${where} Supabase, Project Settings > API Keys.`,
		);
	if (/^sb_publishable_/.test(key) || claimOf(key, 'role') === 'anon')
		return sentence(
			'This is the publishable (anon) key, which may not write contacts',
			`${where} the same page, Project Settings > API Keys.`,
		);
	if (/^sbp_/.test(key))
		return sentence(
			"This is a personal access token of Supabase's, not a key of the project",
			`${where} Project Settings > API Keys.`,
		);
	return undefined;
}
