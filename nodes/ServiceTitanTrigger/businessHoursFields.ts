import type { INodeProperties } from 'n8n-workflow';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const businessHoursFields: INodeProperties[] = [
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: DAYS.map((name) => ({ name, value: name.toLowerCase() })),
		default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
		description:
			'Days on which polls do something; hours across midnight belong to the day they begin on',
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '06:00',
		placeholder: 'e.g. 06:00',
		description: 'The first minute of the day in which a poll does something, as hours and minutes',
	},
	{
		displayName: 'Time Zone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/Chicago',
		description:
			'Name of the time zone the hours are in. Empty: that of the workspace, else of the workflow.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '20:00',
		placeholder: 'e.g. 20:00',
		description:
			'The last minute of the day in which a poll still does something, as hours and minutes',
	},
];
