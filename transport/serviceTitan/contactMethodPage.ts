import { customersContactMethod } from '../../core/servicetitan/contactMethod';
import { pageOf } from '../../core/servicetitan/page';

/** A page of GET /customers/contacts: each contact method says whose it is. */
export const contactMethodPage = pageOf(customersContactMethod);
