using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Creating and funding topics.</summary>
internal static class TopicMessages
{
    public static CreateNewTopicResponse Create(Execution run, CreateNewTopicRequest message)
    {
        var parameters = run.State.Emissions.Params;
        run.Gas.ReadParams(run.State.Emissions);
        run.Gas.Has();
        run.Gas.ReadParams(run.State.Emissions);
        run.Gas.Has();
        if (!Permissions.CanCreateTopic(run.State.Emissions, message.Creator))
            throw ChainErrors.Of(82, "not permitted to create topic", Execute.Unwrapped);
        run.Gas.ReadParams(run.State.Emissions);
        TopicRules.Require(run, message);
        if (message.EpochLength < parameters.MinEpochLength)
            throw ChainErrors.Of(40, "topic cadence below minimum", Execute.Unwrapped);
        if (message.GroundTruthLag > (Int128)message.EpochLength * parameters.MaxUnfulfilledReputerRequests)
            throw ChainErrors.Of(69, "ground truth lag too big", Execute.Unwrapped);
        Execute.Pay(run, message.Creator, parameters.CreateTopicFee, 46, "sender has insufficient funds to create a topic");
        run.Gas.Consume(2049, "ReadFlat");
        var id = run.State.Emissions.NextTopicId;
        var definition = TopicDefinitions.Create(run, message, id);
        run.Gas.Write(definition.CalculateSize());
        run.Gas.Consume(3700, "WriteFlat");
        run.State = run.State with
        {
            Emissions = run.State.Emissions.With(new TopicState
            {
                Definition = definition,
                Revenue = Amounts.Parse(parameters.CreateTopicFee),
                Members = new TopicMembers
                {
                    WorkerWhitelistEnabled = message.EnableWorkerWhitelist,
                    ReputerWhitelistEnabled = message.EnableReputerWhitelist,
                },
            }) with
            { NextTopicId = id + 1 },
        };
        EmissionsEvents.Emit(run, new EventCreateNewTopic { Topic = definition });
        return new CreateNewTopicResponse { TopicId = id };
    }

    /// <summary>Pays into a topic. Nothing is an amount like any other.</summary>
    public static FundTopicResponse Fund(Execution run, FundTopicRequest message)
    {
        const string Where = "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:39";
        if (message.Amount.Length == 0)
            throw ChainErrors.InvalidType("amount is not valid: value is not a valid cosmosMath.Int: value cannot be nil", Where);
        var amount = Amounts.Parse(message.Amount);
        if (amount.Sign < 0)
            throw ChainErrors.InvalidType("amount is not valid: monetary values cannot be negative", Where);
        run.Gas.Has();
        if (!run.State.Emissions.Topics.ContainsKey(message.TopicId))
            throw ChainErrors.Undefined($"rpc error: code = NotFound desc = topic {message.TopicId} not found", Execute.Unwrapped);
        Revenue.Receive(run, message.Sender, message.TopicId, amount);
        EmissionsEvents.Emit(run, new EventFundTopic { TopicId = message.TopicId, Funder = message.Sender, Amount = Stakes.Text(amount) });
        return new FundTopicResponse();
    }
}
