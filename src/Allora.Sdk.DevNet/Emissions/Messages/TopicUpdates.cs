using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Changing a topic. v10 checks the message first; v9 the topic, its creator, and then the topic as it would be.</summary>
internal static class TopicUpdates
{
    private const string File = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/";

    public static UpdateTopicResponse Update(Execution run, UpdateTopicRequest message)
    {
        if (run.State.Schema == DevNetSchema.V10)
        {
            run.Gas.ReadParams(run.State.Emissions);
            TopicRules.Require(run, message);
        }

        var topic = run.State.Emissions.Topics.TryGetValue(message.TopicId, out var found)
            ? found
            : throw ChainErrors.Of(23, "error getting topic: topic does not exist", File + "topic.go:300");
        run.Gas.ReadTopic(topic);
        // White lists give no right to it.
        if (topic.Definition.Creator != message.Sender)
            throw ChainErrors.Unauthorized("not permitted to modify topic", File + "msgserver/msg_server_topics.go:120");
        run.Gas.ReadParams(run.State.Emissions);
        var updated = TopicDefinitions.Update(run, topic.Definition, message);
        RequireValid(run, updated);
        RequireNoOpenWindow(run, topic, updated);
        run.Gas.Write(updated.CalculateSize());
        run.Gas.Consume(500, "WriteFlat");
        Execute.Update(run, topic with { Definition = updated });
        EmissionsEvents.Emit(run, new EventTopicUpdated { TopicId = topic.Id, Topic = updated });
        return new UpdateTopicResponse();
    }

    private static void RequireValid(Execution run, Topic updated)
    {
        if ((updated.RequireUnity && !Dec.Parse(updated.LabelDefaultValue).IsZero) || run.State.Schema == DevNetSchema.V9)
        {
            if (Wrong(run, updated) is { } why)
                throw ChainErrors.InvalidType($"updated topic validation failed: {why}", "allora-network/allora-chain@v0.16.0/x/emissions/types/validations.go:845");
        }
    }

    private static string? Wrong(Execution run, Topic topic)
    {
        var longest = run.State.Emissions.Params.MaxStringLength;
        if ((ulong)topic.Metadata.Length > longest)
            return "topic metadata invalid";
        if (topic.LossMethod.Length == 0 || (ulong)topic.LossMethod.Length > longest)
            return "topic loss method invalid";
        if (Dec.Parse(topic.AlphaRegret) is var alpha && (!(alpha > Dec.Zero) || alpha > Dec.One))
            return "topic alpha regret must be greater than 0 and less than or equal to 1";
        var (least, most) = TopicBounds.PNorm(run.State.Schema);
        if (Dec.Parse(topic.PNorm) is var norm && (norm < least || norm > most))
            return $"topic p-norm must be between {least} and {most}";
        if (Dec.Parse(topic.MeritSortitionAlpha) is var merit && (merit < Dec.Zero || !(merit < Dec.One)))
            return "topic merit sortition alpha must be between 0 and 1 inclusive";
        if (Dec.Parse(topic.CNorm) is var c && (c < Dec.Parse("-100") || c > Dec.Parse("100")))
            return "topic c_norm must be between -100 and 100";
        return topic.RequireUnity && !Dec.Parse(topic.LabelDefaultValue).IsZero ? "topic label_default_value must be zero when require_unity is true" : null;
    }

    private static void RequireNoOpenWindow(Execution run, TopicState topic, Topic updated)
    {
        var before = topic.Definition;
        List<string> changed = [];
        if (Dec.Parse(before.MeritSortitionAlpha).CompareTo(Dec.Parse(updated.MeritSortitionAlpha)) != 0)
            changed.Add("merit_sortition_alpha");
        if (before.MaxLabelsPerSubmission != updated.MaxLabelsPerSubmission)
            changed.Add("max_labels_per_submission");
        if (!before.LabelWhitelist.SequenceEqual(updated.LabelWhitelist))
            changed.Add("label_whitelist");
        if (Dec.Parse(before.LabelDefaultValue).CompareTo(Dec.Parse(updated.LabelDefaultValue)) != 0)
            changed.Add("label_default_value");
        if (changed.Count == 0)
            return;
        run.Gas.ReadNonces();
        if (topic.WorkerNonces.Any(window => window.Start <= run.Height && run.Height <= window.End))
            throw ChainErrors.Of(67, $"cannot update {string.Join(", ", changed)} while a worker submission window is open: worker nonce window not available", File + "topic.go:418");
    }
}
