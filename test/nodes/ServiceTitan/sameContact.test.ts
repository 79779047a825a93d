import { sameContact } from '../../../nodes/ServiceTitan/customer/sameContact';

it.each<[one: string, other: string, same: boolean]>([
	['(512) 555-0142', '5125550142', true],
	['+1 512 555 0142', '5125550142', true],
	['+44 20 7946 0958', '020 7946 0958', true],
	['5125550142', '5125550143', false],
	['555-0142', '512-555-0142', false],
	['+354 555 0142', '5550142', true],
	['1-512-555-0142', '512 5550142', true],
	['512-555-0142 x12', '(512) 555-0142', true],
	['512-555-0142 ext. 12', '5125550142 #7', true],
	['42', '5125550142', false],
	['', '', true],
	['Ann@Example.com ', 'ann@example.com', true],
	['ann1234567@example.com', '1234567', false],
])('%p and %p are the same: %p', (one, other, same) => {
	expect([sameContact(one, other), sameContact(other, one)]).toEqual([same, same]);
});
