using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>The messages that an Any may hold.</summary>
internal static class KnownTypes
{
    public static readonly TypeRegistry Registry = TypeRegistry.FromFiles(
        Protos.Cosmos.Auth.V1Beta1.TypesReflection.Descriptor,
        Protos.Cosmos.Auth.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Authz.V1Beta1.TypesReflection.Descriptor,
        Protos.Cosmos.Authz.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Bank.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Crypto.Ed25519.KeysReflection.Descriptor,
        Protos.Cosmos.Crypto.Multisig.KeysReflection.Descriptor,
        Protos.Cosmos.Crypto.Secp256K1.KeysReflection.Descriptor,
        Protos.Cosmos.Distribution.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Feegrant.V1Beta1.TypesReflection.Descriptor,
        Protos.Cosmos.Feegrant.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Staking.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Tx.V1Beta1.TypesReflection.Descriptor,
        Protos.Cosmos.Upgrade.V1Beta1.TxReflection.Descriptor,
        Protos.Cosmos.Vesting.V1Beta1.TypesReflection.Descriptor,
        Protos.Emissions.V9.TxReflection.Descriptor,
        Protos.Emissions.V10.TxReflection.Descriptor,
        Protos.Feemarket.V1.TxReflection.Descriptor,
        Protos.Mint.V5.TxReflection.Descriptor);
}
