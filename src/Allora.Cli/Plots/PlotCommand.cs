using System.CommandLine;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Money;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Plots;

/// <summary>allora plot: pictures for people who run workers.</summary>
internal static class PlotCommand
{
    public static Command Create() => new("plot", "Pictures (PNG).") { LifecycleCommand() };

    private static Command LifecycleCommand()
    {
        var (chain, wallet) = (new ChainOptions(), new KeyOptions());
        var topic = new Argument<ulong>("TOPIC") { Description = "The topic." };
        var address = new Option<string?>("--address") { Description = "The address of the submissions. Default: the key of --from; without one, the topic alone.", HelpName = "ADDRESS" };
        var file = new Option<FileInfo>("--out") { Description = "The picture.", HelpName = "FILE", Required = true };
        var windows = new Option<int?>("--windows") { Description = $"The number of newest windows, {LifecycleRange.Limit} at most. Default {LifecycleRange.Default}.", HelpName = "COUNT" };
        var blocks = new Option<string?>("--blocks") { Description = "Windows that opened from one height to another instead: 1000-2000, or 1000- for all since.", HelpName = "FROM-TO" };
        var size = new Option<string>("--size") { Description = "Width and height in pixels, 400x300 to 8000x8000.", HelpName = "WxH", DefaultValueFactory = static _ => "1400x900" };
        var force = new Option<bool>("--force") { Description = "Overwrite an existing file." };
        var command = new Command("lifecycle", "Draws a topic's windows and a wallet's submissions in them: their times, their values next to the network's, scores.") { topic, address, file, windows, blocks, size, force };
        chain.AddTo(command);
        wallet.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var (range, (width, height)) = (LifecycleRange.Of(parsed.GetValue(windows), parsed.GetValue(blocks)), PictureFile.Size(parsed.GetValue(size)!));
            var target = PictureFile.Target(parsed.GetRequiredValue(file), parsed.GetValue(force));
            var whose = parsed.GetValue(address) is { } given ? SendCommand.Address(given) : OwnAddress(wallet, parsed);
            await using var client = chain.Connect(parsed);
            Lifecycle? read = null;
            await screen.ProgressAsync("windows", async progress => read = await new LifecycleReader(client, parsed.GetRequiredValue(topic), whose).ReadAsync(range, progress, cancellationToken));
            if (read!.Shortened is { } why)
                await Console.Error.WriteLineAsync($"allora: note: {why}");
            if (read.Windows.Count == 0)
                throw new AlloraException(AlloraErrorReason.NotFound, isTransient: false, $"topic {read.Topic.Id} opened no window there: it is at height {read.Head.Height}, see 'allora topics show {read.Topic.Id}'");
            await PictureFile.WriteAsync(target, LifecyclePicture.Draw(read, width, height), cancellationToken);
            var answer = screen.IsJson ? LifecycleSummary.Json(read) : LifecycleSummary.Fields(read);
            answer["file"] = target.Path;
            screen.Fields(answer);
            return ExitCodes.Ok;
        });
    }

    private static string? OwnAddress(KeyOptions wallet, ParseResult parsed)
    {
        if (!wallet.IsGiven(parsed))
            return null;
        using var key = wallet.Open(parsed);
        return key.Address;
    }
}
