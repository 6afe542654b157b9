using Allora.Sdk.DevNet.Emissions.Payloads;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>The module's message types, in v10's names; v9's are the same on the wire and are adapted in <see cref="OlderMessages"/>.</summary>
internal static class EmissionsMessages
{
    public static void Register(MessageRouter router)
    {
        Handle<RegisterRequest, RegisterResponse>(router, static message => message.Sender, Registrations.Register);
        Handle<RemoveRegistrationRequest, RemoveRegistrationResponse>(router, static message => message.Sender, Registrations.Remove);
        Handle<TransferActorOwnershipRequest, TransferActorOwnershipResponse>(router, static message => message.Sender, Registrations.Transfer);
        Handle<InsertWorkerPayloadRequest, InsertWorkerPayloadResponse>(
            router,
            static message => message.Sender,
            WorkerPayloads.Insert,
            static message => BoundedDecimals.Require(message.WorkerDataBundle?.InferenceForecastsBundle));
        Handle<InsertReputerPayloadRequest, InsertReputerPayloadResponse>(
            router,
            static message => message.Sender,
            ReputerPayloads.Insert,
            static message => BoundedDecimals.Require(message.ReputerValueBundle?.ValueBundle));
        Handle<CreateNewTopicRequest, CreateNewTopicResponse>(router, static message => message.Creator, TopicMessages.Create, TopicDecimals.Decoded);
        Handle<UpdateTopicRequest, UpdateTopicResponse>(router, static message => message.Sender, TopicUpdates.Update, TopicDecimals.Decoded);
        Handle<FundTopicRequest, FundTopicResponse>(router, static message => message.Sender, TopicMessages.Fund, static message => Amounts.RequireInteger(message.Amount));
        Handle<AddStakeRequest, AddStakeResponse>(router, static message => message.Sender, StakeMessages.Add, static message => Amounts.RequireInteger(message.Amount));
        Handle<DelegateStakeRequest, DelegateStakeResponse>(router, static message => message.Sender, StakeMessages.Delegate, static message => Amounts.RequireInteger(message.Amount));
        Handle<RemoveStakeRequest, RemoveStakeResponse>(router, static message => message.Sender, StakeRemovals.Remove, static message => Amounts.RequireInteger(message.Amount));
        Handle<RemoveDelegateStakeRequest, RemoveDelegateStakeResponse>(router, static message => message.Sender, StakeRemovals.RemoveDelegate, static message => Amounts.RequireInteger(message.Amount));
        Handle<CancelRemoveStakeRequest, CancelRemoveStakeResponse>(router, static message => message.Sender, StakeRemovals.Cancel);
        Handle<CancelRemoveDelegateStakeRequest, CancelRemoveDelegateStakeResponse>(router, static message => message.Sender, StakeRemovals.CancelDelegate);
        Handle<RewardDelegateStakeRequest, RewardDelegateStakeResponse>(router, static message => message.Sender, StakeMessages.Reward);
        Handle<UpdateParamsRequest, UpdateParamsResponse>(router, static message => message.Sender, ParamsMessages.Update, ParamsMessages.Decoded);
        GlobalListMessages.Register(router);
        TopicListMessages.Register(router);
    }

    internal static void Handle<TMessage, TResponse>(
        MessageRouter router, Func<TMessage, string?> signer, Func<Execution, TMessage, TResponse> execute, Action<TMessage>? decoded = null)
        where TMessage : Google.Protobuf.IMessage<TMessage>, new()
        where TResponse : Google.Protobuf.IMessage<TResponse>, new() =>
        router.Handle("v10", signer, execute, decoded);
}
