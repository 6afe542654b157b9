using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Joining and leaving a topic.</summary>
internal static class Registrations
{
    private const string File = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/msgserver/msg_server_registrations.go:";

    public static RegisterResponse Register(Execution run, RegisterRequest message)
    {
        if (message.Owner.Length == 0 || !ChainAddress.IsValid(message.Owner))
        {
            var why = message.Owner.Length == 0 ? "empty address string is not allowed" : Why(message.Owner);
            throw ChainErrors.InvalidAddress($"invalid owner address ({why})", "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:1308");
        }

        var topic = Execute.RequireTopic(run, message.TopicId);
        run.Gas.Read(60);
        run.Gas.Consume(2366, "ReadFlat");
        var members = topic.Members;
        if (message.IsReputer && members.Reputers.Contains(message.Sender))
            throw ChainErrors.Of(8, "reputer is already registered in this topic: address already registered in a topic", File + "40");
        if (!message.IsReputer && members.Workers.Contains(message.Sender))
            throw ChainErrors.Of(8, "worker is already registered in this topic: address already registered in a topic", File + "46");
        Revenue.PayFee(run, message.Sender, topic.Id, run.State.Emissions.Params.RegistrationFee, 48, "insufficient balance to register");
        topic = run.State.Emissions.Topics[topic.Id];
        members = topic.Members;
        run.Gas.Write(100);
        run.Gas.Write(60);
        members = message.IsReputer
            ? members with { Reputers = members.Reputers.Add(message.Sender) }
            : members with { Workers = members.Workers.Add(message.Sender) };
        Execute.Update(run, topic with { Members = members });
        run.State = run.State with
        {
            Emissions = run.State.Emissions with { Owners = run.State.Emissions.Owners.SetItem(message.Sender, message.Owner) },
        };
        EmissionsEvents.Emit(run, message.IsReputer
            ? new EventReputerRegistered { TopicId = topic.Id, Reputer = message.Sender, Owner = message.Owner }
            : new EventWorkerRegistered { TopicId = topic.Id, Worker = message.Sender, Owner = message.Owner });
        return new RegisterResponse { Success = true, Message = "Node successfully registered" };
    }

    public static RemoveRegistrationResponse Remove(Execution run, RemoveRegistrationRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        var members = topic.Members;
        run.Gas.Has();
        var registered = message.IsReputer ? members.Reputers : members.Workers;
        if (!registered.Contains(message.Sender))
            throw ChainErrors.Of(10, "address is not registered in this topic", Execute.Unwrapped);
        run.Gas.Delete();
        members = message.IsReputer
            ? members with { Reputers = members.Reputers.Remove(message.Sender) }
            : members with { Workers = members.Workers.Remove(message.Sender) };
        Execute.Update(run, topic with { Members = members });
        EmissionsEvents.Emit(run, message.IsReputer
            ? new EventReputerUnregistered { TopicId = topic.Id, Reputer = message.Sender }
            : new EventWorkerUnregistered { TopicId = topic.Id, Worker = message.Sender });
        return new RemoveRegistrationResponse { Success = true, Message = "Node successfully removed" };
    }

    /// <summary>Hands the caller's node over to another owner, in all its topics.</summary>
    public static TransferActorOwnershipResponse Transfer(Execution run, TransferActorOwnershipRequest message)
    {
        if (!ChainAddress.IsValid(message.NewOwner))
            throw ChainErrors.InvalidAddress($"invalid new owner address ({Why(message.NewOwner)})");
        if (!run.State.Emissions.Owners.TryGetValue(message.Sender, out var old))
            throw ChainErrors.Of(13, "address is not registered in any topic: address not registered", Execute.Unwrapped);
        run.Gas.Write(100);
        run.State = run.State with
        {
            Emissions = run.State.Emissions with { Owners = run.State.Emissions.Owners.SetItem(message.Sender, message.NewOwner) },
        };
        EmissionsEvents.Emit(run, new EventNodeOwnerUpdated
        {
            NodeAddress = message.Sender,
            OldOwner = old,
            NewOwner = message.NewOwner,
            IsReputer = message.IsReputer,
        });
        return new TransferActorOwnershipResponse();
    }

    private static string Why(string address) => Bech32Text.Decode(address, out var why) is null ? why : "hrp does not match bech32 prefix";
}
