using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Topics.Weighing;

namespace Allora.Cli.Topics;

/// <summary>allora topics: the chain's topics and their windows.</summary>
internal static class TopicsCommand
{
    public static Command Create() => new("topics", "Topics and their windows.") { List(), Show(), Watch(), Weigh(), UpdateCommand.Create() };

    private static Command List()
    {
        var chain = new ChainOptions();
        var active = new Option<bool>("--active") { Description = "Only topics that open windows." };
        var command = new Command("list", "Lists the chain's topics.") { active };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            await using var client = chain.Connect(parsed);
            var rows = new List<JsonObject>();
            await screen.ProgressAsync("topics", async progress =>
            {
                var count = await TopicReader.CountAsync(client, cancellationToken);
                for (var id = 1UL; id <= count; id++)
                {
                    if (await TopicReader.RowAsync(client, id, parsed.GetValue(active), cancellationToken) is { } row)
                        rows.Add(row);
                    progress((double)id / count);
                }
            });
            screen.Table(rows, "no topics");
            return ExitCodes.Ok;
        });
    }

    private static Command Show()
    {
        var chain = new ChainOptions();
        var id = new Argument<ulong>("ID") { Description = "The topic." };
        var command = new Command("show", "Shows a topic, its rules and its window.") { id };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            await using var client = chain.Connect(parsed);
            var topic = await client.GetTopicAsync(parsed.GetRequiredValue(id), cancellationToken);
            var window = await client.GetWorkerWindowAsync(topic.Id, null, cancellationToken);
            screen.Fields(TopicReader.Whole(topic, window));
            return ExitCodes.Ok;
        });
    }

    private static Command Weigh()
    {
        var chain = new ChainOptions();
        var id = new Argument<ulong>("TOPIC") { Description = "The topic." };
        var command = new Command("weigh", "Shows who is active, what the last epoch paid to whom and why, and what differs when it is computed again.") { id };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            await using var client = chain.Connect(parsed);
            var topic = await client.GetTopicAsync(parsed.GetRequiredValue(id), cancellationToken);
            var window = await client.GetWorkerWindowAsync(topic.Id, null, cancellationToken);
            var isV9 = await client.GetSchemaNameAsync(cancellationToken) == "v9";
            var weighed = await new TopicScale(client, topic, isV9).WeighAsync(window.Height, cancellationToken);
            WeighReport.Show(weighed, screen);
            return weighed.Differences.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
    }

    private static Command Watch() => Watching.Create("Shows windows as they open and close, until Ctrl-C.", "ID", "lines",
        static (client, screen, topic, count, cancellationToken) => new WindowWatch(client, screen, topic, count).RunAsync(cancellationToken));
}
