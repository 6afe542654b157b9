namespace Allora.Cli.Tests.Cases;

/// <summary>Every row of the cases of the offchain node's file, each with two siblings.</summary>
internal static class OffchainTable
{
    private const string Model = "/inference/A";

    public static IReadOnlyList<OffchainCase> Rows { get; } =
    [
        .. Of("nodegRpcs", CaseKind.DryRun, [Model])
            .Two("all upper case", Swap("\"nodeRpcs\"", "\"NODERPCS\"", "\"nodegRpcs\"", "\"NODEGRPCS\""), "a flag and the topic in other cases", Swap("\"grpcInsecure\"", "\"GrpcINSECURE\"", "\"topicId\"", "\"TOPICID\"")),
        .. Of("struct-names", CaseKind.DryRun, [Model])
            .Two("lower case", Swap("\"Wallet\"", "\"wallet\"", "\"NodeRPCs\"", "\"noderpcs\""), "the role in upper case", Swap("\"InferenceEntrypointName\"", "\"INFERENCEENTRYPOINTNAME\"")),
        .. Of("documented", CaseKind.DryRun, [Model])
            .Two("the newer adapter", Swap("api-worker-reputer", "apiAdapter"), "fixed price as text", Swap("\"gasPrices\": \"auto\"", "\"gasPrices\": \"10\"")),
        .. Of("rpc-only-old", CaseKind.DryRun, [Model])
            .Two("tcp", Swap("http://127.0.0.1:@RPC@/", "tcp://127.0.0.1:@RPC@"), "host and port alone", Swap("http://127.0.0.1:@RPC@/", "127.0.0.1:@RPC@")),
        .. Of("rpc-only-list", CaseKind.DryRun, [Model])
            .Two("an empty list beside", Swap("\"grpcInsecure\"", "\"nodeGRPCs\": [], \"grpcInsecure\""), "null beside", Swap("\"grpcInsecure\"", "\"nodeGRPCs\": null, \"grpcInsecure\"")),
        .. Of("misspelt-endpoint", CaseKind.Refused, ["wallet.nodesGRPC"])
            .Two("one letter less", Swap("nodesGRPC", "nodeGRPC"), "another word", Swap("nodesGRPC", "grpcEndpoint"), "wallet.nodeGRPC", "wallet.grpcEndpoint"),
        .. Of("no-submitTx", CaseKind.DryRun, [Model])
            .Two("null", Swap("\"retryDelay\"", "\"submitTx\": null, \"retryDelay\""), "another thing absent as well", Swap("\"gasAdjustment\": 1.2,", "")),
        .. Of("submitTx-text", CaseKind.Refused, ["wallet.submitTx"])
            .Two("true as text", Swap("\"submitTx\": \"false\"", "\"submitTx\": \"true\""), "another flag", Swap("\"submitTx\": \"false\"", "\"submitTx\": false", "\"grpcInsecure\": true", "\"grpcInsecure\": \"true\""), "wallet.submitTx", "wallet.grpcInsecure"),
        .. Of("submitTx-number", CaseKind.Refused, ["wallet.submitTx"])
            .Two("zero", Swap("\"submitTx\": 1", "\"submitTx\": 0"), "another flag", Swap("\"submitTx\": 1", "\"submitTx\": false", "\"simulateGasFromStart\": true", "\"simulateGasFromStart\": 1"), "wallet.submitTx", "wallet.simulateGasFromStart"),
        .. Of("maxFees-text", CaseKind.Accepted, ["cap 50000000uallo"])
            .Two("with a plus", Swap("\"50000000\"", "\"+50000000\""), "above 2^63", Swap("\"50000000\"", "\"9223372036854775808000\""), "cap 50000000uallo", "cap 9223372036854775808000uallo"),
        .. Of("maxFees-large", CaseKind.Accepted, ["cap 20 ALLO"])
            .Two("as text", Swap("20000000000000000000", "\"20000000000000000000\""), "just above 2^64", Swap("20000000000000000000", "18446744073709551616"), "cap 20 ALLO", "18446744073709551616uallo"),
        .. Of("maxFees-fraction-zero", CaseKind.Refused, ["wallet.maxFees", "1000.0"])
            .Two("a half", Swap("1000.0", "1000.5"), "in a text", Swap("1000.0", "\"1000.0\""), "wallet.maxFees", "wallet.maxFees"),
        .. Of("maxFees-comma", CaseKind.Refused, ["wallet.maxFees", "1,000"])
            .Two("underscore", Swap("1,000", "1_000"), "a blank in front", Swap("1,000", " 1000"), "wallet.maxFees", "wallet.maxFees"),
        .. Of("maxFees-negative", CaseKind.Refused, ["wallet.maxFees", "-1"])
            .Two("as text", Swap("\"maxFees\": -1", "\"maxFees\": \"-1\""), "a flag", Swap("\"maxFees\": -1", "\"maxFees\": true"), "wallet.maxFees", "wallet.maxFees"),
        .. Of("maxFees-empty", CaseKind.Refused, ["wallet.maxFees"])
            .Two("a blank", Swap("\"maxFees\": \"\"", "\"maxFees\": \" \""), "null", Swap("\"maxFees\": \"\"", "\"maxFees\": null"), "wallet.maxFees", "wallet.maxFees"),
        .. Of("maxFees-exponent", CaseKind.Refused, ["wallet.maxFees", "2.5e7"])
            .Two("whole", Swap("2.5e7", "1E7"), "a slip in the name", Swap("\"maxFees\": 2.5e7", "\"maxFee\": 1000"), "wallet.maxFees", "wallet.maxFee"),
        .. Of("minStake-100-allo", CaseKind.Accepted, ["minimum stake 100 ALLO"])
            .Two("as text", Swap("100000000000000000000", "\"100000000000000000000\""), "2^128", Swap("100000000000000000000", "340282366920938463463374607431768211456"), "minimum stake 100 ALLO", "340282366920938463463374607431768211456uallo"),
        .. Of("missing-comma", CaseKind.Refused, ["line 23, column 3", "not JSON"])
            .Two("a comma too many", Swap("\"submitTx\": false,", "\"submitTx\": false,,"), "cut off", static text => text[..^20], "line 10, column 21", "not JSON"),
        .. Of("comments", CaseKind.Refused, ["line 16, column 22", "not JSON"])
            .Two("of C", Swap("// dry run,", "/* dry run */"), "of a shell", Swap("// dry run,", "# dry run"), "line 16, column 22", "line 16, column 22"),
        .. Of("bom-crlf", CaseKind.DryRun, [Model])
            .Two("no mark", static text => text.TrimStart('\uFEFF').Replace("\n", "\r\n", StringComparison.Ordinal), "text behind the object", static text => text + "\n// the end\n"),
        .. Of("first-generation", CaseKind.Refused, ["options", "first generation"])
            .Two("another case", Swap("\"options\"", "\"Options\""), "with a wallet beside", Swap("\"worker\"", "\"wallet\": {}, \"worker\""), "first generation", "first generation"),
        .. Of("old-reputer-beside-good-worker", CaseKind.Refused, ["reputer[0].parameters.SourceOfTruthEndpoint", "worker[0] (topic 1) is correct"])
            .Two("another case", Swap("\"SourceOfTruthEndpoint\"", "\"sourceOfTruthEndpoint\""), "parameters alone", Swap("\"SourceOfTruthEndpoint\"", "\"Url\""), "reputer[0].parameters.sourceOfTruthEndpoint", "reputer[0].parameters"),
        .. Of("no-wallet", CaseKind.Refused, ["wallet is missing"])
            .Two("null", Swap("\"worker\"", "\"wallet\": null, \"worker\""), "a list", Swap("\"worker\"", "\"wallet\": [], \"worker\""), "wallet is missing", "wallet must be an object"),
        .. Of("same-topic-twice", CaseKind.Refused, ["worker[1].topicId"])
            .Two("another parameter", Swap("\"Token\": \"B\"", "\"Token\": \"C\""), "in another case", Swap("\"topicId\": 1,\n   \"inferenceEntrypointName\"", "\"TopicId\": 1,\n   \"inferenceEntrypointName\"", "\"topicId\": 1,\n      \"inferenceEntrypointName\"", "\"TopicId\": 1,\n      \"inferenceEntrypointName\""), "worker[1].topicId", "worker[1].TopicId"),
        .. Of("host-as-parameter", CaseKind.DryRun, [Model])
            .Two("a whole path", Swap("{Host}/inference/{Token}", "{Host}", "\"Host\": \"http://127.0.0.1:@MODEL@\"", "\"Host\": \"http://127.0.0.1:@MODEL@/inference/A\""), "one in another", Swap("\"Host\": \"http://127.0.0.1:@MODEL@\"", "\"Host\": \"{Scheme}://127.0.0.1:@MODEL@\", \"Scheme\": \"http\"")),
        .. Of("query-as-parameter", CaseKind.DryRun, ["/inference/BTC/USD?horizon=8h&model=a"])
            .Two("an escape in it", Swap("BTC/USD", "BTC%2FUSD"), "a name in it", Swap("horizon=8h&model=a", "topic={TopicId}"), "/inference/BTC%2FUSD?horizon=8h&model=a", "/inference/BTC/USD?topic=1"),
        .. Of("unfilled-placeholder", CaseKind.Refused, ["{Coin}", "worker[0].parameters.InferenceEndpoint"])
            .Two("another case", Swap("{Coin}", "{token}"), "of the node's own", Swap("{Coin}", "{blockHeight}"), "{token}", "{blockHeight}"),
        .. Of("tcp-rpc", CaseKind.DryRun, [Model])
            .Two("upper case", Swap("tcp://", "TCP://"), "for gRPC", Swap("\"127.0.0.1:@GRPC@\"", "\"tcp://127.0.0.1:@GRPC@\"")),
        .. Of("placeholder-mnemonic", CaseKind.NoWallet, ["no wallet", "keys import"])
            .Two("in brackets", Swap("your_mnemonic_phrase_here", "<your mnemonic goes here>"), "words", Swap("your_mnemonic_phrase_here", "word1 word2 word3")),
    ];

    private static OffchainCase Of(string file, CaseKind kind, string[] says) => new(file + ".json", "", kind, says);

    private static OffchainCase[] Two(this OffchainCase row, string first, Func<string, string> one, string second, Func<string, string> two, string? firstSays = null, string? secondSays = null) =>
    [
        row,
        firstSays is null ? row.With(first, one) : row.With(first, one, firstSays),
        secondSays is null ? row.With(second, two) : row.With(second, two, secondSays),
    ];

    private static Func<string, string> Swap(params string[] pairs) => text =>
    {
        for (var i = 0; i + 1 < pairs.Length; i += 2)
            text = text.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        return text;
    };
}
