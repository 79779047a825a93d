// Stands in for the parts of supabase-js that are never called: auth, storage, functions, realtime.
// The client makes one of each when it is created, and hands each realtime client its token.
class Unused {
	setAuth() {}
}
module.exports = {
	AuthClient: Unused,
	FunctionsClient: Unused,
	RealtimeClient: Unused,
	StorageClient: Unused,
};
