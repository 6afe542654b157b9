using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Creating, changing and funding topics.</summary>
internal static class TopicMessages
{
    public static CreateNewTopicResponse Create(Execution run, CreateNewTopicRequest message)
    {
        var parameters = run.State.Emissions.Params;
        if (message.EpochLength < parameters.MinEpochLength)
            throw ChainErrors.Of(14, "epoch length must be greater than or equal to the minimum: topic cadence too short", Execute.Unwrapped);
        if (message.WorkerSubmissionWindow < 1 || message.WorkerSubmissionWindow > message.EpochLength)
            throw ChainErrors.InvalidRequest("worker submission window must be positive and no longer than the epoch", Execute.Unwrapped);
        if (message.GroundTruthLag < message.EpochLength)
            throw ChainErrors.InvalidRequest("ground truth lag cannot be lower than epoch length", Execute.Unwrapped);
        if (message.GroundTruthLag > (Int128)message.EpochLength * parameters.MaxUnfulfilledReputerRequests)
            throw ChainErrors.InvalidRequest("ground truth lag cannot be higher than max unfulfilled reputer requests epochs", Execute.Unwrapped);
        TopicDecimals.Require(message);
        if (!Permissions.CanCreateTopic(run.State.Emissions, message.Creator))
            throw ChainErrors.Of(82, "not permitted to create topic", Execute.Unwrapped);
        Execute.Pay(run, message.Creator, parameters.CreateTopicFee, 48, "sender has insufficient funds to create a topic");
        var id = run.State.Emissions.NextTopicId;
        var multi = run.State.Schema == DevNetSchema.V10 && message.OutputArity == TopicOutputArity.Multi;
        var definition = Definition(message, id, multi);
        run.Gas.Write(400);
        run.State = run.State with
        {
            Emissions = run.State.Emissions.With(new TopicState
            {
                Definition = definition,
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

    public static UpdateTopicResponse Update(Execution run, UpdateTopicRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        if (topic.Definition.Creator != message.Sender && !Permissions.CanUpdateGlobalLists(run.State.Emissions, message.Sender))
            throw ChainErrors.Of(85, "not permitted to update topic", Execute.Unwrapped);
        var definition = topic.Definition.Clone();
        if (message.Metadata.Length > 0)
            definition.Metadata = message.Metadata;
        if (message.LossMethod.Length > 0)
            definition.LossMethod = message.LossMethod;
        if (message.MaxLabelsPerSubmission > 0)
            definition.MaxLabelsPerSubmission = message.MaxLabelsPerSubmission;
        if (message.LabelWhitelist.Count > 0)
        {
            definition.LabelWhitelist.Clear();
            definition.LabelWhitelist.AddRange(message.LabelWhitelist);
        }

        run.Gas.Write(400);
        Execute.Update(run, topic with { Definition = definition });
        EmissionsEvents.Emit(run, new EventTopicUpdated { TopicId = topic.Id, Topic = definition });
        return new UpdateTopicResponse();
    }

    public static FundTopicResponse Fund(Execution run, FundTopicRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        Stakes.RequirePositive(message.Amount);
        var amount = Amounts.Parse(message.Amount);
        Bank.Send(run, message.Sender, ModuleAccounts.Ecosystem, amount);
        Execute.Update(run, topic with { Revenue = topic.Revenue + amount });
        EmissionsEvents.Emit(run, new EventFundTopic { TopicId = topic.Id, Funder = message.Sender, Amount = message.Amount });
        Activation.Check(run, topic.Id);
        return new FundTopicResponse();
    }

    private static Topic Definition(CreateNewTopicRequest message, ulong id, bool multi)
    {
        var definition = new Topic
        {
            Id = id,
            Creator = message.Creator,
            Metadata = message.Metadata,
            LossMethod = message.LossMethod,
            EpochLength = message.EpochLength,
            GroundTruthLag = message.GroundTruthLag,
            PNorm = message.PNorm,
            AlphaRegret = message.AlphaRegret,
            AllowNegative = message.AllowNegative,
            Epsilon = message.Epsilon,
            InitialRegret = "0",
            WorkerSubmissionWindow = message.WorkerSubmissionWindow,
            MeritSortitionAlpha = message.MeritSortitionAlpha,
            ActiveInfererQuantile = message.ActiveInfererQuantile,
            ActiveForecasterQuantile = message.ActiveForecasterQuantile,
            ActiveReputerQuantile = message.ActiveReputerQuantile,
            CNorm = message.CNorm,
            TopicType = message.TopicType == TopicType.Unspecified ? TopicType.Regression : message.TopicType,
            OutputArity = multi ? TopicOutputArity.Multi : TopicOutputArity.Single,
            RequireUnity = message.RequireUnity,
            UnityTolerance = message.UnityTolerance.Length == 0 ? "0" : message.UnityTolerance,
            MaxLabelsPerSubmission = multi ? message.MaxLabelsPerSubmission : 1,
            LabelDefaultValue = message.LabelDefaultValue.Length == 0 ? "0" : message.LabelDefaultValue,
            LabelCaseSensitive = message.LabelCaseSensitive,
        };
        definition.LabelWhitelist.AddRange(message.LabelWhitelist);
        return definition;
    }
}
