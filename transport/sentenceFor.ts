import type { Failure, Service } from '../core/failure';
import type { Sentence, Words } from './words/sentence';
import { serviceTitanWords } from './words/serviceTitan';
import { supabaseWords } from './words/supabase';

const wordsOf: Record<Service, Words> = {
	ServiceTitan: serviceTitanWords,
	Supabase: supabaseWords,
};

/** A service's failure in words: what happened, then what the service said and what to do. */
export const sentenceFor = (failure: Failure, service: Service): Sentence =>
	speak(wordsOf[service], failure);

/** The compiler cannot see that the entry of a kind takes that kind's failure; here it is said once. */
const speak = (words: Words, failure: Failure): Sentence =>
	(words[failure.kind] as (failure: Failure) => Sentence)(failure);
