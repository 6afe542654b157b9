namespace Allora.Sdk.DevNet.Errors;

/// <summary>The refusals with their pairs. Texts end in the module's own words, as the node wraps them.</summary>
internal static class ChainErrors
{
    private const string Sdk = "sdk";
    private const string Emissions = "emissions";

    public static ChainException TxParse(string what, string where = "cosmos/cosmos-sdk@v0.50.14/x/auth/tx/decoder.go:49") =>
        new(Sdk, 2, $"{what}: tx parse error", where);

    public static ChainException Unauthorized(string what, string where = "") => new(Sdk, 4, $"{what}: unauthorized", where);

    public static ChainException InsufficientFunds(string what, string where = "cosmos/cosmos-sdk@v0.50.14/x/bank/keeper/send.go:279") =>
        new(Sdk, 5, $"{what}: insufficient funds", where);

    public static ChainException UnknownRequest(string what, string where) => new(Sdk, 6, $"{what}: unknown request", where);

    public static ChainException InvalidAddress(string what, string where = "") => new(Sdk, 7, $"{what}: invalid address", where);

    public static ChainException InvalidPubKey(string what) => new(Sdk, 8, $"{what}: invalid pubkey");

    public static ChainException UnknownAddress(string address) =>
        new(Sdk, 9, $"account {address} does not exist: unknown address", "cosmos/cosmos-sdk@v0.50.14/x/auth/ante/sigverify.go:493");

    public static ChainException InvalidCoins(string what, string where = "") => new(Sdk, 10, $"{what}: invalid coins", where);

    public static ChainException OutOfGas(string location, long wanted, long used) =>
        new(Sdk, 11, $"out of gas in location: {location}; gasWanted: {wanted}, gasUsed: {used}: out of gas");

    public static ChainException MemoTooLarge(int limit, int length) =>
        new(Sdk, 12, $"maximum number of characters is {limit} but received {length} characters: memo too large");

    public static ChainException InsufficientFee(string what) => new(Sdk, 13, $"{what}: insufficient fee");

    public static ChainException NoSignatures(string what) => new(Sdk, 15, $"{what}: no signatures supplied");

    public static ChainException InvalidRequest(string what, string where = "") => new(Sdk, 18, $"{what}: invalid request", where);

    public static ChainException InvalidType(string what, string where = "") => new(Sdk, 29, $"{what}: invalid type", where);

    public static ChainException TimedOut(long height, ulong timeout) =>
        new(Sdk, 30, $"block height: {height}, timeout height: {timeout}: tx timeout height");

    public static ChainException WrongSequence(ulong expected, ulong got) => new(
        Sdk,
        32,
        $"account sequence mismatch, expected {expected}, got {got}: incorrect account sequence",
        "cosmos/cosmos-sdk@v0.50.14/x/auth/ante/sigverify.go:290");

    public static ChainException Logic(string what) => new(Sdk, 35, $"{what}: internal logic error");

    public static ChainException NotFound(string what) => new(Sdk, 38, $"{what}: not found");

    /// <summary>An error without a code of its own: only its text tells.</summary>
    public static ChainException Undefined(string what, string where = "") => new("undefined", 1, what, where);

    /// <summary>What a node answers where its own code panicked: it recovers, and names what it stumbled over.</summary>
    public static ChainException Panic(string what) => new("undefined", 111222, $"recovered: {what}: panic");

    public static ChainException Feemarket(uint code, string what) => new("feemarket", code, what);

    public static ChainException Of(uint code, string what, string where = "") => new(Emissions, code, what, where);
}
