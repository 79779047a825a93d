/** Whether a version has three numbers and is later than another; everything is later than none. */
function isLater(version, before = '') {
	if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
	const [ours, theirs] = [version, before].map((text) => text.split('.').map(Number));
	const at = ours.findIndex((number, index) => number !== (theirs[index] ?? -1));
	return at >= 0 && ours[at] > (theirs[at] ?? -1);
}

module.exports = { isLater };
