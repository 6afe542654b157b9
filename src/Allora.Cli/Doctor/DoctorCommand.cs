using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;

namespace Allora.Cli.Doctor;

/// <summary>allora doctor: checks everything that a worker needs, one line for each finding, with its remedy.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var (chain, wallet) = (new ChainOptions(), new KeyOptions());
        var topic = new Option<ulong?>("--topic") { Description = "The topic that the wallet works for.", HelpName = "ID" };
        var command = new Command("doctor", "Checks endpoints, chain, clock, wallet, topic and registration, and simulates a transaction without sending it. Exit code 1 if something is bad.") { topic };
        chain.AddTo(command);
        wallet.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var findings = new List<Finding>();
            using var key = wallet.IsGiven(parsed) ? wallet.Open(parsed) : null;
            var network = chain.Read(parsed);
            await foreach (var finding in new Checkup(network, key, parsed.GetValue(topic)).RunAsync(cancellationToken))
            {
                findings.Add(finding);
                if (!screen.IsJson)
                    Say(screen, finding);
            }

            if (screen.IsJson)
                screen.Table([.. findings.Select(Json)], "");
            return findings.Any(static finding => finding.Verdict == Verdict.Bad) ? ExitCodes.Failed : ExitCodes.Ok;
        });
    }

    private static void Say(Screen screen, Finding finding)
    {
        var mark = finding.Verdict switch { Verdict.Ok => "ok  ", Verdict.Note => "note", Verdict.Warning => "warn", _ => "BAD " };
        screen.Say($"{mark}  {finding.What,-14}{finding.Detail}");
        if (finding.Do is { } what)
            screen.Say($"{"",20}-> {what}");
    }

    private static JsonObject Json(Finding finding) => new()
    {
        ["what"] = finding.What,
        ["verdict"] = finding.Verdict.ToString().ToLowerInvariant(),
        ["detail"] = finding.Detail,
        ["do"] = finding.Do,
    };
}
