using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allora.Sdk.DevNet.Options;

/// <summary>The genesis file: the properties of <see cref="DevNetGenesis"/> in snake_case; what it does not know it refuses.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DurationConverter), typeof(SchemaConverter), typeof(ScalarTextConverter), typeof(UAlloConverter), typeof(GasPriceConverter)])]
[JsonSerializable(typeof(DevNetGenesis))]
[JsonSerializable(typeof(GenesisAccount))]
[JsonSerializable(typeof(GenesisTopic))]
[JsonSerializable(typeof(DevNetUpgradePlan))]
[JsonSerializable(typeof(GenesisVesting))]
internal sealed partial class GenesisJson : JsonSerializerContext;
