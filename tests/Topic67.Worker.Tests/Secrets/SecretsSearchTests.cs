using System.Text;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;
using Allora.TestData.Secrets;
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
    private const string WebhookToken = "w3bhookT0ken8642";

    private static readonly string[] Secrets = [DevNetGenesis.TestMnemonic, Password, NodeKey, ModelKey, TiingoKey, AlloraKey, PrivateKey, WebhookToken];

    [Fact]
    public async Task A_run_and_every_command_beside_it_show_none()
    {
        await using var scene = await Scene.StartAsync();
        // They refuse, and repeat the key and the address that they were sent.
        await using var exchange = await LoopbackApi.StartAsync(static (request, _) => new ApiAnswer(401, $$"""{"detail":"Invalid token {{request.Authorization}} at {{request.Target}}"}"""));
        await using var model = await LoopbackApi.StartAsync(static (request, _) => new ApiAnswer(200, $"denied {request.Key} {request.Authorization} {request.Target}"));
        var environment = Environment(
            scene,
            ("MODEL_URL", $"http://user:{Password}@{model.Address.Authority}/{ModelKey}?key={ModelKey}"), ("MODEL_HEADER", $"x-api-key: {ModelKey}"), ("PRICE_SOURCE", "tiingo,coinbase"),
            ("PRICE_URL", $"tiingo=http://{exchange.Address.Authority}/{NodeKey}?key={NodeKey},coinbase=http://user:{Password}@{exchange.Address.Authority}/{NodeKey}?key={NodeKey}"));
        var search = await RunAsync(scene, environment);
        await SayAsync(search, ["score"], environment, "/");
        search.AddFiles(scene.Folder);
        output.WriteLine(search.Summary);
        Assert.Empty(search.Found());
        Assert.Contains(model.Received, static request => request.Key == ModelKey && request.Target.Contains(ModelKey, StringComparison.Ordinal));
        Assert.Contains(exchange.Received, static request => request.Authorization == $"Token {TiingoKey}" && request.Target.StartsWith($"/{NodeKey}/tiingo", StringComparison.Ordinal));
        Assert.Contains(exchange.Received, static request => request.Authorization?.StartsWith("Basic ", StringComparison.Ordinal) == true && request.Target.EndsWith($"key={NodeKey}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_command_is_given_no_secret_of_the_worker_and_its_own_are_not_repeated()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the command is a shell's");
        await using var scene = await Scene.StartAsync();
        // It fails, and shows its environment and its argument.
        var environment = Environment(scene, ("MODEL_COMMAND", $"sh -c 'env > environment; echo bad key $0 >&2; exit 3' {ModelKey}"), ("PRICE_SOURCE", "tiingo"), ("PRICE_URL", $"http://127.0.0.1:1/{NodeKey}"), ("MODEL_HEADER_NOT", "x"));
        var search = await RunAsync(scene, environment, "--simulated");
        search.AddFiles(scene.Folder);
        output.WriteLine(search.Summary);
        Assert.Empty(search.Found());
        Assert.Contains("MODEL_HEADER_NOT", await File.ReadAllTextAsync(Path.Combine(scene.Folder, "environment"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_is_red_for_a_leak_planted_in_each_sink()
    {
        await using var scene = await Scene.StartAsync();
        // The name of a model's program is shown on purpose: here it is the secret.
        var search = await RunAsync(scene, Environment(scene, ("MODEL_COMMAND", $"/usr/bin/{ModelKey}"), ("PRICE_SOURCE", "tiingo"), ("PRICE_URL", "http://127.0.0.1:1")), "--simulated");
        search.AddFiles(scene.Folder);
        await SayAsync(search, ["status", "--env-file", $"/{ModelKey}"], Environment(scene), scene.Folder);
        output.WriteLine(string.Join('\n', search.Found()));
        string[] sinks = ["lines, the worker", "outputs, status", "outputs, check", "messages, status", .. from file in (string[])["worker.log", "events.jsonl", "predictions.jsonl", "latest.json", "status.json"] select $"files, {Path.Combine("state", file)}"];
        foreach (var sink in sinks)
            Assert.Contains(search.Found(), found => found.StartsWith(sink + ":", StringComparison.Ordinal));
    }

    public static TheoryData<string> WrongPlaces =>
    [
        "MNEMONIC", "KEY_FILE", "NETWORK", "ALLORA_GRPC", "ALLORA_RPC", "TOPIC_ID", "DRY_RUN", "MAX_FEE", "FEE_TIER", "DAILY_BUDGET", "PRICE_SOURCE", "PRICE_URL", "TIINGO_API_KEY",
        "FAUCET_URL", "MODEL_URL", "MODEL_HEADER", "FALLBACK", "GATE", "HISTORY_MIN_BARS", "ACTIVE_FROM", "ACTIVE_UNTIL", "REUSE", "LOG_MAX_BYTES", "ALERT_WEBHOOK", "ALERT_WEBHOOK_FILE",
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
                Assert.Empty(new SecretSearch(Secrets).Add("messages", place, said.ToString() + error).AddFiles(folder.FullName).Found());
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

    private static Dictionary<string, string> Environment(Scene scene, params (string Name, string Value)[] more) => Scene.Environment([
        ("NETWORK", "local"), ("ALLORA_GRPC", $"http://user:{Password}@{scene.DevNet.Grpc.Authority}/{NodeKey}?key={NodeKey}"), ("ALLORA_RPC", $"http://user:{Password}@{scene.DevNet.Rpc.Authority}/?key={NodeKey}"),
        ("STATE_DIR", scene.State), ("TIINGO_API_KEY", TiingoKey), ("ALLORA_API_KEY", AlloraKey), ("ALERT_WEBHOOK", $"http://127.0.0.1:1/{WebhookToken}?key={WebhookToken}"), .. more]);

    // A worker for one window, with every command beside it.
    private static async Task<SecretSearch> RunAsync(Scene scene, Dictionary<string, string> environment, params string[] more)
    {
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        var search = new SecretSearch(Secrets);
        await using (var worker = WorkerProcess.Start(["--windows", "1", "--verbose", .. more], environment, scene.Folder))
        {
            await worker.LineAsync("state: Ready");
            foreach (var command in (string[][])[["health"], ["score", .. more], ["check", .. more]])
                await SayAsync(search, command, environment, scene.Folder);
            Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
            Assert.Contains("windows=1 included=1", worker.Output, StringComparison.Ordinal);
            search.Add("lines", "the worker", worker.Output).Add("messages", "the worker", worker.Error);
        }

        foreach (var command in (string[][])[["status"], ["status", "--json"], ["stop"]])
            await SayAsync(search, command, environment, scene.Folder);
        return search;
    }

    private static async Task SayAsync(SecretSearch search, string[] command, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var (_, text, error) = await WorkerProcess.RunAsync(command, environment, folder);
        search.Add("outputs", command[0], text).Add("messages", command[0], error);
    }
}
