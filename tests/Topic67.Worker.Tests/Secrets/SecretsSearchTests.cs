using System.Text;
using Allora.Sdk.DevNet.Options;
using Topic67.Worker.Commands;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Secrets;

/// <summary>Known words, keys, passwords and API keys in every place where a user could put them: no file, line, answer or message has one in any form.</summary>
public sealed class SecretsSearchTests(ITestOutputHelper output)
{
    private const string Password = "Geh3imPassw0rt42";
    private const string NodeKey = "n0deKey7d4f1c2b9a83";
    private const string ModelKey = "m0delKey55aa77cc99";
    private const string TiingoKey = "t11ng0Key0123456789abcdef";
    private const string AlloraKey = "UP-4ll0raKey0123456789";
    private const string PrivateKey = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    private static readonly string[] Secrets = [DevNetGenesis.TestMnemonic, "test test test junk", Password, NodeKey, ModelKey, TiingoKey, AlloraKey, PrivateKey];

    [Fact]
    public async Task A_run_and_every_command_beside_it_show_none()
    {
        await using var scene = await Scene.StartAsync();
        using var exchange = new SilentExchange("401 Unauthorized");
        exchange.Release();
        var grpc = $"http://user:{Password}@{scene.DevNet.Grpc.Authority}/{NodeKey}?key={NodeKey}";
        var rpc = $"http://user:{Password}@{scene.DevNet.Rpc.Authority}/?key={NodeKey}";
        var environment = Scene.Environment(
            ("NETWORK", "local"), ("ALLORA_GRPC", grpc), ("ALLORA_RPC", rpc), ("STATE_DIR", scene.State), ("TIINGO_API_KEY", TiingoKey), ("ALLORA_API_KEY", AlloraKey),
            ("PRICE_SOURCE", "tiingo"), ("PRICE_URL", $"http://user:{Password}@{exchange.Address["http://".Length..]}/{NodeKey}?key={NodeKey}"),
            ("MODEL_URL", $"http://user:{Password}@127.0.0.1:1/{ModelKey}?key={ModelKey}"), ("MODEL_HEADER", $"X-Key: {ModelKey}"));
        var said = new StringBuilder();
        await using (var worker = WorkerProcess.Start(["--windows", "1", "--verbose"], environment, scene.Folder))
        {
            await worker.LineAsync("state: Ready");
            foreach (var command in (string[][])[["status"], ["status", "--json"], ["health"], ["score"], ["check"]])
                await SayAsync(said, command, environment, scene.Folder);
            Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
            said.AppendLine(worker.Output).AppendLine(worker.Error);
        }

        await SayAsync(said, ["score"], environment, "/");
        await SayAsync(said, ["stop"], environment, scene.Folder);
        Assert.Contains("windows=1 included=1", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("FAIL model: http://127.0.0.1:1/***", said.ToString(), StringComparison.Ordinal);
        var files = Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories);
        var found = Search([("the output", Encoding.UTF8.GetBytes(said.ToString())), .. files.Select(file => (file, File.ReadAllBytes(file)))]);
        output.WriteLine($"{files.Length} files and {said.Length} characters of output searched for {Secrets.Length} secrets in 4 forms: {found.Count} found");
        Assert.Empty(found);
    }

    public static TheoryData<string> WrongPlaces =>
    [
        "MNEMONIC", "KEY_FILE", "NETWORK", "ALLORA_GRPC", "ALLORA_RPC", "TOPIC_ID", "DRY_RUN", "MAX_FEE", "FEE_TIER", "DAILY_BUDGET", "PRICE_SOURCE", "PRICE_URL", "TIINGO_API_KEY",
        "MODEL_URL", "MODEL_HEADER", "FALLBACK", "GATE", "HISTORY_MIN_BARS", "ACTIVE_FROM", "ACTIVE_UNTIL", "REUSE", "LOG_MAX_BYTES",
        "--topic", "--network", "--grpc", "--rpc", "--key-file", "--from", "--step", "--windows", "--bogus", "",
    ];

    [Theory]
    [MemberData(nameof(WrongPlaces))]
    public async Task A_secret_in_a_wrong_place_is_refused_without_being_repeated(string place)
    {
        var folder = Directory.CreateTempSubdirectory("topic67-secret-");
        try
        {
            foreach (var secret in (string[])[DevNetGenesis.TestMnemonic + " extra", PrivateKey, NodeKey, $"http://user:{Password}@host:x/{NodeKey}"])
            {
                if (IsRight(place, secret))
                    continue;
                using var said = new StringWriter();
                using var error = new StringWriter();
                string[] given = place.StartsWith('-') ? [place, secret] : place.Length == 0 ? secret.Split(' ') : [];
                var variable = place.StartsWith('-') ? "" : place;
                string[] wallet = variable is "MNEMONIC" or "KEY_FILE" || place == "--key-file" ? [] : ["MNEMONIC"];
                var code = await Entry.RunAsync(
                    ["--state", folder.FullName, .. place is "--network" or "--grpc" or "NETWORK" or "ALLORA_GRPC" ? Array.Empty<string>() : ["--network", "local", "--grpc", "http://127.0.0.1:1"], .. given],
                    name => name == variable ? secret : wallet.Contains(name) ? DevNetGenesis.TestMnemonic : name == "MODEL_URL" && variable == "MODEL_HEADER" ? "http://127.0.0.1:1" : null,
                    said,
                    error);
                Assert.True(code == 2, $"{place}: code {code} {error}");
                var files = folder.GetFiles("*", SearchOption.AllDirectories).Select(static file => (file.Name, File.ReadAllBytes(file.FullName)));
                Assert.Empty(Search([("the message", Encoding.UTF8.GetBytes(said.ToString() + error)), .. files]));
                output.WriteLine($"{place,-18} {error.ToString().Trim()}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("hex")]
    [InlineData("base64")]
    [InlineData("UTF-16")]
    public void The_search_is_red_for_a_planted_leak_in_each_form(string form)
    {
        foreach (var secret in Secrets)
        {
            foreach (var before in (string[])["", "a", "ab", "abc"])
            {
                var text = $"{before}{secret} and more";
                byte[] leak = form switch
                {
                    "plain" => Encoding.UTF8.GetBytes(text),
                    "hex" => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))),
                    "base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
                    _ => Encoding.Unicode.GetBytes(text),
                };
                Assert.Contains(form, Hiding.Found(leak, secret));
            }
        }

        Assert.Empty(Hiding.Found("harmless text"u8.ToArray(), Password));
    }

    // These are what they look like: a worker would start, or the path of a file would be absent.
    private static bool IsRight(string place, string secret) => place switch
    {
        "TIINGO_API_KEY" => !secret.Contains(' '),
        "MODEL_HEADER" => secret.Contains(':') || secret == NodeKey,
        "KEY_FILE" or "--key-file" => secret == NodeKey,
        _ => false,
    };

    private static List<string> Search(IEnumerable<(string Where, byte[] Content)> sinks) =>
        [.. from sink in sinks from secret in Secrets from form in Hiding.Found(sink.Content, secret) select $"{sink.Where}: {secret[..4]}... in {form}"];

    private static async Task SayAsync(StringBuilder said, string[] command, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var (code, text, error) = await WorkerProcess.RunAsync(command, environment, folder);
        said.Append(command[0]).Append(": ").Append(code).AppendLine().AppendLine(text).AppendLine(error);
    }
}
