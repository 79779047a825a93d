import type { INodeParameters } from 'n8n-workflow';

import type { Panel } from '../../../support/descriptions/everyPanel';
import type { AgentTool } from '../agentScene';
import { asExpressions, type Reading } from './asExpressions';

/** A tool whose every field is left to the model, and what the model then has to say. */
export interface ToolToUse {
	tool: AgentTool;
	/** By the name that the model is told. */
	answers: Record<string, unknown>;
}

/** @param parameters  what the model is to fill in */
export function asAgentTool(panel: Panel, parameters: INodeParameters): ToolToUse {
	const answers: Record<string, unknown> = {};
	const fromModel: Reading = (place, value) => {
		const key = place.replace(/[^\w]+/g, '_').replace(/^_|_$/g, '');
		answers[key] = value;
		return `$fromAI(${JSON.stringify(key)}, "", "${typeOf(value)}")`;
	};
	const given = asExpressions(panel, parameters, { placeOf: (name) => name, reading: fromModel });
	const tool: AgentTool = {
		name: panel.name.replace(/\W+/g, ' ').trim(),
		type: `${panel.type.name}Tool`,
		parameters: { ...panel.parameters, ...given },
	};
	return { tool, answers };
}

const typeOf = (value: unknown): string =>
	Array.isArray(value) ? 'json' : typeof value === 'object' ? 'json' : typeof value;

/** The tool's name as the model knows it. */
export const nameForModel = ({ tool }: ToolToUse): string => tool.name.replaceAll(' ', '_');
