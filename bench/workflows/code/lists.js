/* global $input */
const ids = $input.all().map(({ json }) => json.crm_id);
const lists = [];
for (let start = 0; start < ids.length; start += 500)
	lists.push({ json: { ids: ids.slice(start, start + 500).join(',') } });
return lists;
