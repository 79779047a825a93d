import { newWorkspace, row, write } from './steps';
import type { Subject } from './subject';

export const comparingStories = (subject: () => Subject): void => {
	describe('the list of customers that have a contact', () => {
		it('is of one workspace, and leaves out what was typed in by hand', async () => {
			const workspaceId = await newWorkspace(subject());
			const another = await newWorkspace(subject());
			const { contactIds } = subject();
			expect(await contactIds.list(workspaceId, undefined)).toEqual({ ids: [], next: undefined });
			await write(subject(), { workspaceId, runId: null }, [row('20'), row('100'), row('3')]);
			await write(subject(), { workspaceId: another, runId: null }, [row('7')]);
			await subject().addContact({ workspace_id: workspaceId, phone: '312 555 0199' });
			await subject().addContact({ workspace_id: workspaceId, crm_id: '' });
			const list = await contactIds.list(workspaceId, undefined);
			expect(list).toEqual({ ids: ['100', '20', '3'], next: undefined });
			expect((await contactIds.list(workspaceId, '100')).ids).toEqual(['20', '3']);
		});

		it('comes in pages, each of which says where to go on', async () => {
			const workspaceId = await newWorkspace(subject());
			await write(subject(), { workspaceId, runId: null }, [row('1'), row('2'), row('3')]);
			const page = async (after: string | null) =>
				await subject().call('servicetitan_list_crm_ids', {
					...{ p_workspace_id: workspaceId, p_after: after, p_limit: 2 },
				});
			expect(await page(null)).toEqual({ crm_ids: ['1', '2'], next: '2' });
			expect(await page('2')).toEqual({ crm_ids: ['3'], next: null });
			expect(await page('3')).toEqual({ crm_ids: [], next: null });
		});
	});
};
