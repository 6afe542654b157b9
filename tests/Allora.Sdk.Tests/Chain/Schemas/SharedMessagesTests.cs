using Google.Protobuf;
using Google.Protobuf.Reflection;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.Tests.Chain.Schemas;

/// <summary>The client reads several queries of every version with the types of one. That is right only while these are the same.</summary>
public class SharedMessagesTests
{
    [Theory]
    [InlineData("IsTopicActive")]
    [InlineData("GetWorkerSubmissionWindowStatus")]
    [InlineData("GetOpenWorkerSubmissionWindows")]
    [InlineData("IsWorkerRegisteredInTopicId")]
    [InlineData("CanSubmitWorkerPayload")]
    [InlineData("IsWorkerNonceUnfulfilled")]
    [InlineData("GetReputerSubmissionWindowStatus")]
    [InlineData("GetOpenReputerSubmissionWindows")]
    [InlineData("GetReputerStakeInTopic")]
    [InlineData("GetStakeFromReputerInTopicInSelf")]
    [InlineData("GetParams")]
    public void A_shared_query_is_the_same_in_both_versions(string name)
    {
        var newer = Find(V10.QueryReflection.Descriptor, name);
        var older = Find(V9.QueryReflection.Descriptor, name);

        Assert.Equal(Shape(older.InputType), Shape(newer.InputType));
        Assert.Equal(Shape(older.OutputType), Shape(newer.OutputType));
    }

    [Theory]
    [InlineData("GetTopic", "GetTopic")]
    [InlineData("GetWorkerLatestInferenceByTopicId", "GetWorkerLatestInputInferenceByTopicId")]
    public void A_newer_message_has_every_older_field_that_is_read_and_only_adds_others(string olderName, string newerName)
    {
        var older = Find(V9.QueryReflection.Descriptor, olderName);
        var newer = Find(V10.QueryReflection.Descriptor, newerName);

        Assert.Equal(Shape(older.InputType), Shape(newer.InputType));
        AssertReads(older.OutputType, newer.OutputType);
    }

    [Fact]
    public void A_window_of_reputers_is_described_as_one_of_workers()
    {
        var workers = Find(V10.QueryReflection.Descriptor, "GetWorkerSubmissionWindowStatus");
        var reputers = Find(V10.QueryReflection.Descriptor, "GetReputerSubmissionWindowStatus");

        Assert.Equal(Shape(workers.InputType), Shape(reputers.InputType));
        Assert.Equal(Shape(workers.OutputType), Shape(reputers.OutputType));
    }

    [Fact]
    public void An_older_topic_is_read_to_its_last_field()
    {
        var older = new V9.GetTopicResponse { Topic = new V9.Topic() };
        foreach (var field in V9.Topic.Descriptor.Fields.InFieldNumberOrder())
            field.Accessor.SetValue(older.Topic, Sample(field));

        var newer = V10.GetTopicResponse.Parser.WithDiscardUnknownFields(true).ParseFrom(older.ToByteArray());

        Assert.Equal(older.ToByteArray(), newer.ToByteArray());
    }

    private static object Sample(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.UInt64 => (ulong)(1000 + field.FieldNumber),
        FieldType.Int64 => 1000L + field.FieldNumber,
        FieldType.Bool => true,
        _ => $"text {field.FieldNumber}",
    };

    // Names may differ between messages that are read alike; numbers and types may not.
    private static void AssertReads(MessageDescriptor older, MessageDescriptor newer)
    {
        foreach (var field in older.Fields.InFieldNumberOrder())
        {
            var same = newer.FindFieldByNumber(field.FieldNumber);
            Assert.True(same is not null && same.FieldType == field.FieldType && same.IsRepeated == field.IsRepeated, field.FullName);
            if (field.FieldType == FieldType.Message && field.MessageType.FullName != same!.MessageType.FullName)
                AssertReads(field.MessageType, same.MessageType);
        }
    }

    private static MethodDescriptor Find(FileDescriptor file, string name) =>
        file.Services.Single(service => service.Name == "QueryService").FindMethodByName(name)
        ?? throw new InvalidOperationException($"There is no query {name}.");

    // A message of a third package is the same one for both.
    private static IEnumerable<string> Shape(MessageDescriptor message) =>
        message.Fields.InFieldNumberOrder().Select(field =>
        {
            var type = field.FieldType == FieldType.Message ? field.MessageType.FullName : field.FieldType.ToString();
            return $"{field.FieldNumber} {field.Name} {type} {field.IsRepeated}";
        });
}
