using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>The services that can be called and the messages that an Any may hold, from the descriptors of the generated code.</summary>
internal static class ChainTypes
{
    private static readonly FileDescriptor[] Files =
    [
        Protos.Cosmos.Auth.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Auth.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Authz.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Authz.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Bank.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Bank.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Base.Node.V1Beta1.ServiceReflection.Descriptor,
        Protos.Cosmos.Base.Tendermint.V1Beta1.ServiceReflection.Descriptor,
        Protos.Cosmos.Crypto.Ed25519.KeysReflection.Descriptor,
        Protos.Cosmos.Crypto.Multisig.KeysReflection.Descriptor,
        Protos.Cosmos.Crypto.Secp256K1.KeysReflection.Descriptor,
        Protos.Cosmos.Distribution.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Distribution.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Feegrant.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Feegrant.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Staking.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Staking.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Tx.V1Beta1.ServiceReflection.Descriptor,
        Protos.Cosmos.Upgrade.V1Beta1.QueryReflection.Descriptor,
        Protos.Cosmos.Upgrade.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Vesting.V1Beta1.TypesReflection.Descriptor,
        Protos.Emissions.V9.QueryReflection.Descriptor,
        Protos.Emissions.V9.TxReflection.Descriptor,
        Protos.Emissions.V9.EventsReflection.Descriptor,
        Protos.Emissions.V10.QueryReflection.Descriptor,
        Protos.Emissions.V10.TxReflection.Descriptor,
        Protos.Emissions.V10.EventsReflection.Descriptor,
        Protos.Feemarket.V1.QueryReflection.Descriptor,
        Protos.Feemarket.V1.TxReflection.Descriptor,
        Protos.Mint.V5.QueryReflection.Descriptor,
        Protos.Mint.V5.TxReflection.Descriptor,
    ];

    /// <summary>Every message of the files above and of their imports.</summary>
    public static TypeRegistry Messages { get; } = TypeRegistry.FromFiles(Files);

    /// <summary>Services by their full names.</summary>
    public static FrozenDictionary<string, ServiceDescriptor> Services { get; } = Files
        .SelectMany(static file => file.Services)
        .ToFrozenDictionary(static service => service.FullName, StringComparer.Ordinal);

    /// <summary>The message of a type URL such as "/cosmos.bank.v1beta1.MsgSend"; null if it is unknown.</summary>
    public static MessageDescriptor? FindByUrl(string typeUrl) => Messages.Find(typeUrl[(typeUrl.LastIndexOf('/') + 1)..]);
}
