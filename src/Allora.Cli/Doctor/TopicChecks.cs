using System.Runtime.CompilerServices;
using Allora.Sdk;
using Allora.Sdk.Chain;

namespace Allora.Cli.Doctor;

/// <summary>Whether the topic exists and opens windows, and whether the wallet may answer them.</summary>
internal sealed class TopicChecks(AlloraClient client, ulong topicId, string? wallet)
{
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await TopicAsync(cancellationToken);
        yield return found;
        if (found.Verdict == Verdict.Bad)
            yield break;
        var (window, unknown) = await Checkup.AskAsync("window", () => client.GetWorkerWindowAsync(topicId, wallet, cancellationToken));
        if (window is null)
        {
            yield return unknown!;
            yield break;
        }

        yield return window.IsTopicActive
            ? Finding.Ok("window", Windows(window))
            : Finding.Warning("window", $"topic {topicId} is not active: no window opens", "it becomes active when it is funded enough and has stake; 'allora fund' adds funds");
        if (wallet is null)
            yield break;
        yield return window.IsRegistered
            ? Finding.Ok("registered", $"{wallet} is a worker of topic {topicId}")
            : Finding.Note("registered", $"{wallet} is not registered in topic {topicId}", $"a worker registers by itself; or run 'allora register --topic {topicId}'");
        yield return window.IsWhitelisted
            ? Finding.Ok("permitted", "the lists permit payloads")
            : Finding.Bad("permitted", $"{wallet} is not on the white list of topic {topicId}", "ask the topic's owner to add it");
    }

    private static string Windows(SubmissionWindow window) => window switch
    {
        { IsOpen: true } => $"open now: nonce {window.Nonce}, until height {window.End} (now {window.Height})",
        { NextStart: > 0 } => $"the next one opens at height {window.NextStart} (now {window.Height})",
        _ => $"closed at height {window.Height}",
    };

    private async Task<Finding> TopicAsync(CancellationToken cancellationToken)
    {
        try
        {
            var topic = await client.GetTopicAsync(topicId, cancellationToken);
            return Finding.Ok("topic", $"{topicId}: {topic.Metadata} (loss {topic.LossMethod})");
        }
        catch (AlloraException exception) when (exception.Reason == AlloraErrorReason.UnknownTopic)
        {
            return Finding.Bad("topic", $"topic {topicId} does not exist on {client.Network.ChainId}", "see 'allora topics list', and check --network");
        }
        catch (AlloraException exception)
        {
            return Finding.Bad("topic", exception.Message, "try again; if it persists, use another endpoint");
        }
    }
}
