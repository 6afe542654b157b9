using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>A DevNet that makes blocks while it is fuzzed, with every request under a deadline.</summary>
internal sealed class FuzzNet : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ErrorLog _errors;

    private FuzzNet(AlloraDevNet devnet, ErrorLog errors)
    {
        (DevNet, _errors) = (devnet, errors);
        Http = new HttpClient { Timeout = Deadline };
    }

    public AlloraDevNet DevNet { get; }

    public HttpClient Http { get; }

    public static async Task<FuzzNet> StartAsync(DevNetSchema schema = DevNetSchema.V10)
    {
        var errors = new ErrorLog();
        var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            LoggerFactory = errors,
            Genesis = DevNetGenesis.Default with
            {
                Schema = schema,
                BlockInterval = TimeSpan.FromMilliseconds(20),
                Topics = [new GenesisTopic { Id = 67, EpochLength = 12, WorkerSubmissionWindow = 10 }, new GenesisTopic { Id = 1, Multi = true, EpochLength = 12, WorkerSubmissionWindow = 10, Labels = ["up", "down"] }],
                Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "10" },
            },
        });
        return new FuzzNet(devnet, errors);
    }

    /// <summary>Nothing was logged as an error so far.</summary>
    public void RequireSound() => _errors.ThrowIfAny();

    /// <summary>A unary call with any bytes; the status must be there, and must not be an accident.</summary>
    public async Task<(int Status, byte[] Reply)> CallAsync(string method, byte[] message, byte flag = 0, long? height = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(DevNet.Grpc, method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);
        request.Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        request.Headers.Add("te", "trailers");
        if (height is { } at)
            request.Headers.Add("x-cosmos-block-height", at.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var response = await Http.SendAsync(request);
        var reply = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var from = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        var status = int.Parse(Assert.Single(from.GetValues("grpc-status")), System.Globalization.CultureInfo.InvariantCulture);
        if (status == 0)
            Assert.Equal(reply.Length - 5, (int)BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(1)));
        RequireSound();
        return (status, reply);
    }

    /// <summary>The chain still answers and makes blocks.</summary>
    public async Task RequireAliveAsync()
    {
        var height = DevNet.Height;
        using var patience = new CancellationTokenSource(Deadline);
        while (DevNet.Height < height + 3)
            await Task.Delay(10, patience.Token);
        var status = await Http.GetStringAsync(new Uri(DevNet.Rpc, "status"));
        Assert.Contains("latest_block_height", status, StringComparison.Ordinal);
        RequireSound();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await DevNet.DisposeAsync();
        _errors.Dispose();
    }
}
