using System.CommandLine;
using Allora.Cli.Commands;
using Allora.TestData.Secrets;

namespace Allora.Cli.Tests.Secrets;

/// <summary>Secrets as arguments: each argument and option of each command is given each of them, and repeats none.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class WrongPlaceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Commands => [.. All(AlloraCommand.Create(), "").Where(static one => one.Command.Subcommands.Count == 0).Select(static one => one.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_place_of_a_command_repeats_a_secret(string path)
    {
        await using var home = CliHome.Empty();
        var command = All(AlloraCommand.Create(), "").Single(one => one.Path == path).Command;
        var search = new SecretSearch(Known.All);
        var places = command.Arguments.Select(static argument => argument.Name).Concat(command.Options.Where(option => option.ValueType != typeof(bool) && (IsAll || IsFirst(path, option))).Select(static option => option.Name)).Append("--bogus").ToList();
        for (var i = 0; i < places.Count; i++)
        {
            foreach (var secret in Kinds(i))
            {
                var (code, said, error) = await CliProcess.RunInAsync(home["."], home.Environment(), "", [.. path.Split(' '), .. Arguments(command, places[i], secret), .. Surroundings(command)]);
                Assert.True(code is 1 or 2, $"{path} {places[i]}: code {code} {said}");
                search.Add("outputs", $"{places[i]} of {secret[..4]}...", said).Add("messages", $"{places[i]} of {secret[..4]}...", error);
            }
        }

        search.AddFiles(home["."]);
        output.WriteLine($"{path}: {places.Count} places; {search.Summary}");
        Assert.Empty(search.Found());
    }

    private static bool IsAll => Environment.GetEnvironmentVariable("ALLORA_SECRETS_ALL") is { Length: > 0 };

    // Options that commands share are tried with the first of them.
    private static bool IsFirst(string path, Option option) => All(AlloraCommand.Create(), "").First(one => one.Command.Options.Any(other => other.Name == option.Name && other.Description == option.Description)).Path == path;

    // Each place is given one of the kinds, and each kind is given to many places; all to all takes minutes.
    private static IEnumerable<string> Kinds(int place) => IsAll ? Known.Misplaced : [Known.Misplaced[place % Known.Misplaced.Length]];

    // A dead node, and for a command that would run until it is stopped one more error.
    private static string[] Surroundings(Command command) => command.Options.Any(static option => option.Name == "--network")
        ? ["--network", "local", "--grpc", "http://127.0.0.1:1", "--rpc", "http://127.0.0.1:1"]
        : command.Name == "devnet" ? ["--bogus"] : [];

    private static IEnumerable<string> Arguments(Command command, string place, string secret)
    {
        foreach (var argument in command.Arguments.Where(argument => argument.Name == place || argument.Arity.MinimumNumberOfValues > 0))
            yield return argument.Name == place ? secret : "1";
        if (place.StartsWith('-'))
        {
            yield return place;
            yield return secret;
        }
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path)
    {
        foreach (var sub in command.Subcommands)
        {
            var name = path.Length == 0 ? sub.Name : $"{path} {sub.Name}";
            yield return (name, sub);
            foreach (var below in All(sub, name))
                yield return below;
        }
    }
}
