using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Cosmos.Distribution.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Upgrade.V1Beta1;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Modules;

/// <summary>Messages that only a vote can send: the account of the gov module has no key, so every transaction with one of them fails.</summary>
internal static class GovernedMessages
{
    public static void Register(MessageRouter router)
    {
        Refuse<MsgSoftwareUpgrade, MsgSoftwareUpgradeResponse>(router, "upgrade", static message => message.Authority);
        Refuse<MsgCancelUpgrade, MsgCancelUpgradeResponse>(router, "upgrade", static message => message.Authority);
        Refuse<MsgUpdateParams, MsgUpdateParamsResponse>(router, "distribution", static message => message.Authority);
        Refuse<MsgCommunityPoolSpend, MsgCommunityPoolSpendResponse>(router, "distribution", static message => message.Authority);
    }

    private static void Refuse<TMessage, TResponse>(MessageRouter router, string module, Func<TMessage, string> authority)
        where TMessage : IMessage<TMessage>, new()
        where TResponse : IMessage<TResponse>, new() =>
        router.Handle<TMessage, TResponse>(module, authority, (_, message) => throw new ChainException(
            "gov", 13, $"invalid authority; expected {ModuleAccounts.Gov}, got {authority(message)}: expected gov account as only signer for proposal message"));
}
