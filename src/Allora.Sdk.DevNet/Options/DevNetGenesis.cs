using System.Text.Json;
using Allora.Sdk.DevNet.Requests;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>The chain before its first block: everything that follows is decided by it and by the transactions sent.</summary>
public sealed record DevNetGenesis
{
    /// <summary>The mnemonic of the default accounts. Everybody knows it.</summary>
    public const string TestMnemonic = "test test test test test test test test test test test junk";

    /// <summary>Ten funded accounts, topic 67 (SINGLE, epoch 30, window 10) and topic 1 (MULTI).</summary>
    public static DevNetGenesis Default { get; } = new();

    /// <summary>Default "localnet".</summary>
    public string ChainId { get; init; } = "localnet";

    /// <summary>The height of the first block. Default 1.</summary>
    public long InitialHeight { get; init; } = 1;

    /// <summary>The emissions schema at the first block. Default V10.</summary>
    public DevNetSchema Schema { get; init; } = DevNetSchema.V10;

    /// <summary>The height at whose end the chain changes to the other schema; null is never.</summary>
    public long? UpgradeAtHeight { get; init; }

    /// <summary>An upgrade that is planned from the start; null is none. Default null.</summary>
    public DevNetUpgradePlan? UpgradePlan { get; init; }

    /// <summary>The time between blocks. Default 1 s.</summary>
    public TimeSpan BlockInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time of the first block, or null for the wall clock.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// With <see cref="Time"/>: how far the chain's clock goes on with each block, whatever the wall clock says,
    /// so that history can be replayed. Null is <see cref="BlockInterval"/>.
    /// </summary>
    public TimeSpan? StepPerBlock { get; init; }

    /// <summary>Whether the feemarket module is there; without it the node has a minimum gas price. Default true.</summary>
    public bool Feemarket { get; init; } = true;

    /// <summary>The least gas price. Default 10 uallo.</summary>
    public GasPrice GasPrice { get; init; } = GasPrice.Parse("10");

    /// <summary>How fast the price follows the load: 0 keeps it still. Default 0.</summary>
    public string GasPriceLearningRate { get; init; } = "0";

    /// <summary>What the validator has bonded; the emission of a block follows from it. Default 1 000 ALLO.</summary>
    public UAllo ValidatorStake { get; init; } = UAllo.FromAllo("1000");

    /// <summary>Emissions parameters that differ from the captured ones, by their proto names ("registration_fee").</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Null is ten accounts of <see cref="TestMnemonic"/> with a million ALLO each.</summary>
    public IReadOnlyList<GenesisAccount>? Accounts { get; init; }

    /// <summary>Null is topic 67 (SINGLE) and topic 1 (MULTI).</summary>
    public IReadOnlyList<GenesisTopic>? Topics { get; init; }

    /// <summary>What validator and node keys, and therefore hashes, derive from. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Reads a genesis from JSON; what is wrong is said in one sentence of a <see cref="FormatException"/>.</summary>
    public static DevNetGenesis FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return GenesisReader.Read(json);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"the genesis is wrong at {wrong.Path ?? "$"}: {wrong.Message}", wrong);
        }
    }

    /// <summary>This genesis as a file that <see cref="FromJson"/> reads.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, GenesisJson.Default.DevNetGenesis);

    /// <summary>Reads "500ms", "5s", "2m" or "1h".</summary>
    public static TimeSpan ParseSpan(string text) => Durations.Parse(text);
}
