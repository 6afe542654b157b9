using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Money;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Values;

namespace Allora.Cli.Topics;

/// <summary>allora topics update: changes fields of one's own topic and keeps the others.</summary>
internal sealed class UpdateCommand
{
    private readonly SendingOptions _sending = new();
    private readonly Argument<ulong> _id = new("ID") { Description = "The topic; only its creator can update it." };
    private readonly Option<string?> _metadata = new("--metadata") { Description = "Its description.", HelpName = "TEXT" };
    private readonly Option<string?> _loss = new("--loss-method") { Description = "How reputers measure a loss.", HelpName = "TEXT" };
    private readonly Option<ChainDecimal?> _alphaRegret = Number("--alpha-regret", "How fast regrets follow new losses: more than 0, at most 1.");
    private readonly Option<ChainDecimal?> _merit = Number("--merit-sortition-alpha", "How fast scores for the choice of active workers follow new ones: at least 0, less than 1. Not while a window is open.");
    private readonly Option<ChainDecimal?> _pNorm = Number("--p-norm", "The exponent of the weights' norm: 2.5 to 4.5 with emissions v9, 1 to 10 with v10.");
    private readonly Option<ChainDecimal?> _cNorm = Number("--c-norm", "The constant of the weights' norm: -100 to 100.");
    private readonly Option<ulong?> _maxLabels = new("--max-labels") { Description = "The most labels of one submission: 1 to 1024. Not while a window is open.", HelpName = "N" };
    private readonly Option<string[]?> _labels = new("--label") { Description = "An accepted label; repeat it for each. The list replaces the topic's. Not while a window is open.", HelpName = "TEXT", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> _anyLabel = new("--any-label") { Description = "Accepts any label: empties the list. Not while a window is open." };
    private readonly Option<ChainDecimal?> _default = Number("--label-default-value", "The value of a label that a submission omits. Not while a window is open.");

    private UpdateCommand()
    {
    }

    public static Command Create()
    {
        var self = new UpdateCommand();
        var command = new Command("update", "Changes fields of a topic, shows each with its value before and after, and keeps the others.")
        {
            self._id, self._metadata, self._loss, self._alphaRegret, self._merit, self._pNorm, self._cNorm, self._maxLabels, self._labels, self._anyLabel, self._default,
        };
        return self._sending.AddTo(command).Runs(self.RunAsync);
    }

    private static Option<ChainDecimal?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            if (ChainDecimal.TryParse(result.Tokens[0].Value, out var number))
                return number;
            result.AddError($"{name}: \"{result.Tokens[0].Value}\" is not a number such as 0.25");
            return null;
        },
    };

    private Task<int> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var known = new JsonObject();
        return _sending.SendAsync(parsed, screen, async (client, _) =>
        {
            var update = await client.PrepareTopicUpdateAsync(parsed.GetRequiredValue(_id), Change(parsed), cancellationToken);
            foreach (var change in update.Changes)
                screen.Say(change.ToString());
            if (screen.IsJson)
                known["changes"] = new JsonArray([.. update.Changes.Select(static one => new JsonObject { ["field"] = one.Field, ["before"] = one.Before, ["after"] = one.After })]);
            return AlloraMessage.UpdateTopic(update);
        }, known, cancellationToken);
    }

    private TopicChange Change(ParseResult parsed)
    {
        var labels = parsed.GetValue(_labels) is { Length: > 0 } given ? given : null;
        var any = parsed.GetValue(_anyLabel);
        if (any && labels is not null)
            throw new UsageException("--label and --any-label exclude each other");
        return new TopicChange
        {
            Metadata = parsed.GetValue(_metadata),
            LossMethod = parsed.GetValue(_loss),
            AlphaRegret = parsed.GetValue(_alphaRegret),
            MeritSortitionAlpha = parsed.GetValue(_merit),
            PNorm = parsed.GetValue(_pNorm),
            CNorm = parsed.GetValue(_cNorm),
            MaxLabelsPerSubmission = parsed.GetValue(_maxLabels),
            LabelWhitelist = any ? [] : labels,
            LabelDefaultValue = parsed.GetValue(_default),
        };
    }
}
