using Allora.Cli.Tests.Keys;
using Allora.TestData.Secrets;

namespace Allora.Cli.Tests.Secrets;

/// <summary>Known words, keys, passwords and API keys in every place where a user of the tool has one: nothing that the tool writes or prints has one in any form.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SecretsRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Workers_and_commands_with_secrets_everywhere_show_none()
    {
        await using var scene = await SecretsScene.StartAsync();
        await KeysAsync(scene);
        await OwnFileAsync(scene);
        await OffchainFileAsync(scene);
        await CommandsAsync(scene);
        await RefusedAsync(scene);
        scene.SearchFiles();
        output.WriteLine(scene.Search.Summary);
        Assert.Empty(scene.Search.Found());
        // The model is sent its own secrets alone.
        Assert.Empty(new SecretSearch(Known.All.Except([Known.ModelPassword, Known.ModelKey, Known.ModelQuery])).Add("requests", "model", string.Join('\n', scene.Model.Received)).Found());
        Assert.Contains(scene.Model.Received, static request => request.Key == Known.ModelKey && request.Target.Contains(Known.ModelQuery, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("files")]
    [InlineData("outputs")]
    [InlineData("messages")]
    public async Task The_search_is_red_for_a_leak_planted_in_each_sink(string sink)
    {
        await using var scene = await SecretsScene.StartAsync();
        // Commands that show what they are given: a key's name is not a secret to the tool, nor is a memo in a file of transactions.
        var planted = sink switch
        {
            "files" => await scene.RunAsync(Known.PrivateKey + "\n", ["keys", "import", "leak"], ("ALLORA_HOME", scene.Home["elsewhere"])),
            "outputs" => await scene.RunAsync(Known.PrivateKey + "\n", ["keys", "import", Known.KeyringPassphrase]),
            _ => await scene.RunAsync("", ["keys", "show", Known.KeyringPassphrase]),
        };
        Assert.Equal(sink == "messages" ? 2 : 0, planted.Code);
        scene.SearchFiles();
        output.WriteLine(string.Join('\n', scene.Search.Found()));
        Assert.Contains(scene.Search.Found(), found => found.StartsWith(sink, StringComparison.Ordinal));
    }

    private static async Task KeysAsync(SecretsScene scene)
    {
        scene.Write("passphrase", Known.Passphrase + "\n");
        scene.Write("words", Known.Words + "\n");
        Ok(await scene.RunAsync(Known.Words + "\n", ["keys", "import", "bank"]));
        Ok(await scene.RunAsync(Known.PrivateKey + "\n", ["keys", "import", "hex"]));
        var armor = await scene.RunAsync("", ["keys", "export", "bank", "--passphrase-file", scene.Mine("passphrase")]);
        Ok(armor);
        scene.Write("bank.armor", armor.Output);
        Ok(await scene.RunAsync(armor.Output, ["keys", "import", "again", "--passphrase-file", scene.Mine("passphrase")]));
        Ok(await scene.RunAsync("", ["keys", "list"]));
        Ok(await scene.RunAsync("", ["keys", "show", scene.Mine("bank.armor"), "--passphrase-file", scene.Mine("passphrase")]));
        Assert.All(Directory.GetFiles(scene.Home["keys"]), static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    private static async Task OwnFileAsync(SecretsScene scene)
    {
        scene.Write("w.yaml", $$"""
            network: local
            grpc: ["{{SecretsScene.Secret(scene.Home.Chain.Grpc)}}"]
            rpc: ["{{SecretsScene.Secret(scene.Home.Chain.Rpc)}}"]
            key: {{scene.Mine("bank.armor")}}
            state: {{scene.Home["state"]}}
            workers:
              - topic: 67
                endpoint: http://model:{{Known.ModelPassword}}@{{scene.Model.Address.Authority}}/{Part}/{BlockHeight}?token={{Known.ModelQuery}}
                parameters: { Part: {{Known.ModelKey}} }
                headers: { X-Api-Key: "${MODEL_KEY}" }
                poll_seconds: 1
            """);
        Ok(await scene.RunAsync("", ["worker", "check", scene.Mine("w.yaml")]));
        var run = await scene.RunAsync("", ["worker", "run", "--config", scene.Mine("w.yaml"), "--passphrase-file", scene.Mine("passphrase"), "--windows", "2", "--output", "json"], ("ALLORA_ALERT_WEBHOOK", $"http://{scene.Gateway.Address.Authority}/{Known.WebhookToken}?key={Known.WebhookToken}"));
        Ok(run);
        scene.Write("hook", $"http://127.0.0.1:1/{Known.WebhookToken}\n");
        Assert.Equal(2, (await scene.RunAsync("", ["worker", "run", "--config", scene.Mine("w.yaml"), "--alert-webhook-file", scene.Mine("hook")], ("ALLORA_ALERT_WEBHOOK", $"ftp://{Known.WebhookToken}"))).Code);
        Assert.Equal(2, (await scene.RunAsync("", ["worker", "run", "--config", scene.Mine("w.yaml")], ("ALLORA_ALERT_WEBHOOK", $"hooks.example/{Known.WebhookToken} x"))).Code);
        Assert.Contains("0.0123", run.Output, StringComparison.Ordinal);
    }

    private static async Task OffchainFileAsync(SecretsScene scene)
    {
        KeyVectors.WriteKeyrings(scene.Mine("allorad"));
        var file = $$"""
            {
              "wallet": { "addressKeyName": "vec1", "addressRestoreMnemonic": "{{Known.Words}}", "keyringBackend": "file", "keyringPassphrase": "{{Known.KeyringPassphrase}}", "chainId": "localnet",
                          "alloraHomeDir": "{{scene.Mine("allorad")}}", "nodeRPCs": ["{{SecretsScene.Secret(scene.Home.Chain.Rpc)}}"], "nodeGRPCs": ["{{SecretsScene.Secret(scene.Home.Chain.Grpc)}}"],
                          "grpcInsecure": true, "submitTx": true, "gasPrices": "auto" },
              "worker": [ { "topicId": 67, "inferenceEntrypointName": "apiAdapter", "parameters": { "InferenceEndpoint": "http://model:{{Known.ModelPassword}}@{{scene.Model.Address.Authority}}/{Token}?token={{Known.ModelQuery}}", "Token": "{{Known.ModelKey}}" } } ],
              "reputer": [ { "topicId": 67, "groundTruthEntrypointName": "apiAdapter", "lossFunctionEntrypointName": "apiAdapter",
                             "groundTruthParameters": { "GroundTruthEndpoint": "http://model:{{Known.ModelPassword}}@{{scene.Model.Address.Authority}}/truth?token={{Known.ModelQuery}}" },
                             "lossFunctionParameters": { "LossFunctionService": "http://loss:{{Known.LossPassword}}@127.0.0.1:1" } } ]
            }
            """;
        scene.Write("config.json", file);
        Ok(await scene.RunAsync("", ["worker", "check", scene.Mine("config.json")]));
        Ok(await scene.RunAsync("", ["worker", "run", "--config", scene.Mine("config.json"), "--windows", "2"], ("KEY_FILE", scene.Mine("words"))));
        Ok(await scene.RunAsync("", ["worker", "check"], ("ALLORA_OFFCHAIN_NODE_CONFIG_JSON", file)));
        // Without the words, the keyring is opened: by a wrong passphrase.
        scene.Write("config.json", file.Replace(Known.Words, "", StringComparison.Ordinal));
        Assert.Equal(2, (await scene.RunAsync("", ["worker", "run", "--config", scene.Mine("config.json")])).Code);
    }

    private static async Task CommandsAsync(SecretsScene scene)
    {
        const string To = "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8";
        await scene.RunAsync("", ["doctor", "--topic", "67", "--from", "bank", .. scene.AtChain]);
        Ok(await scene.RunAsync("", ["topics", "list", .. scene.AtChain]));
        Ok(await scene.RunAsync("", ["send", To, "1uallo", "--state", scene.Home["other"], .. scene.AtChain], ("MNEMONIC", Known.Words)));
        await scene.RunAsync("", ["submit", "67", "0.01", "--from", scene.Mine("words"), "--state", scene.Home["other"], .. scene.AtChain]);
        Ok(await scene.RunAsync("", ["tx", "export", To, "--csv", scene.Home["tx.csv"], .. scene.AtChain]));
    }

    // Servers that refuse and repeat what they were sent.
    private static async Task RefusedAsync(SecretsScene scene)
    {
        var gateway = scene.Gateway.Address.Authority;
        foreach (var prefix in (string[])["", "rest+", "rpc+"])
        {
            string[] at = ["--network", "local", "--grpc", prefix + SecretsScene.Secret(scene.Gateway.Address), "--rpc", SecretsScene.Secret(scene.Gateway.Address)];
            Assert.Equal(1, (await scene.RunAsync("", ["topics", "list", .. at])).Code);
            Assert.Equal(1, (await scene.RunAsync("", ["doctor", "--from", "bank", .. at])).Code);
        }

        var faucet = await scene.RunAsync("", ["faucet", "--from", "bank", "--network", "local", "--url", $"http://user:{Known.NodePassword}@{gateway}/{Known.NodeKey}?key={Known.NodeKey}"]);
        Assert.Equal(1, faucet.Code);
        Assert.Contains(scene.Gateway.Received, static request => request.Key == Known.FaucetKey);
    }

    private static void Ok((int Code, string Output, string Error) run) => Assert.True(run.Code == 0, run.Error + run.Output);
}
