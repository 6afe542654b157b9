using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Journal;

namespace Allora.Cli.Commands;

/// <summary>Writes stamps as JSON lines, on a thread of its own.</summary>
internal sealed class StampsFile : IAsyncDisposable
{
    private const int Capacity = 10_000;

    private readonly Channel<DevNetStamp> _queue = Channel.CreateBounded<DevNetStamp>(new BoundedChannelOptions(Capacity)
    {
        FullMode = BoundedChannelFullMode.DropOldest,
        SingleReader = true,
    });

    private readonly AlloraDevNet _devnet;
    private readonly Task _writing;

    private StampsFile(Stream stream, AlloraDevNet devnet)
    {
        _devnet = devnet;
        devnet.Stamped += Add;
        _writing = WriteAsync(stream);
    }

    /// <summary>Null without a file.</summary>
    public static StampsFile? Open(string? path, AlloraDevNet devnet) =>
        path is null ? null : new StampsFile(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), devnet);

    public async ValueTask DisposeAsync()
    {
        _devnet.Stamped -= Add;
        _queue.Writer.TryComplete();
        await _writing;
    }

    private void Add(DevNetStamp stamp) => _queue.Writer.TryWrite(stamp);

    private async Task WriteAsync(Stream stream)
    {
        await using (stream)
        {
            await foreach (var stamp in _queue.Reader.ReadAllAsync())
            {
                using var line = new MemoryStream();
                await using (var writer = new Utf8JsonWriter(line))
                    Write(writer, stamp);
                line.WriteByte((byte)'\n');
                await stream.WriteAsync(line.ToArray());
                await stream.FlushAsync();
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, DevNetStamp stamp)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", stamp.Kind);
        writer.WriteNumber("height", stamp.Height);
        writer.WriteString("time", stamp.Time.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteNumber("timestamp", stamp.Timestamp);
        writer.WriteNumber("frequency", TimeProvider.System.TimestampFrequency);
        if (stamp.Topics.Count > 0)
        {
            writer.WriteStartArray("topics");
            foreach (var topic in stamp.Topics)
                writer.WriteNumberValue(topic);
            writer.WriteEndArray();
        }

        if (stamp.Hash.Length > 0)
        {
            writer.WriteString("hash", stamp.Hash);
            writer.WriteNumber("code", stamp.Code);
        }

        writer.WriteEndObject();
    }
}
