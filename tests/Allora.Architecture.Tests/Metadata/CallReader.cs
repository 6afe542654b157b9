using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>A member that code calls, or takes as a delegate.</summary>
/// <param name="Caller">The simple name of the outermost type around the caller.</param>
/// <param name="Member">The name of the called member.</param>
internal sealed record Call(string Caller, string Member);

/// <summary>Reads the names of the members that each type's code calls; lambdas and asynchronous bodies belong to the type around them.</summary>
internal sealed class CallReader(PEReader image, MetadataReader metadata)
{
    public IEnumerable<Call> Read()
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var caller = Outermost(method.GetDeclaringType());
            foreach (var (kind, token) in IlTokens.Read(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
            {
                if (kind == System.Reflection.Emit.OperandType.InlineMethod && NameOf(IlTokens.Entity(token)) is { } name)
                {
                    yield return new Call(caller, name);
                }
            }
        }
    }

    private string Outermost(TypeDefinitionHandle handle)
    {
        while (metadata.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } outer)
        {
            handle = outer;
        }

        return WithoutArity(metadata.GetString(metadata.GetTypeDefinition(handle).Name));
    }

    // A constructor has its type's name here.
    private string? NameOf(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                var name = metadata.GetString(method.Name);
                return name == ".ctor" ? Outermost(method.GetDeclaringType()) : WithoutAccessor(name);
            case HandleKind.MemberReference:
                return WithoutAccessor(metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)handle).Name));
            case HandleKind.MethodSpecification:
                return NameOf(metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            default:
                return null;
        }
    }

    private static string WithoutArity(string name) => name.Split('`')[0];

    private static string WithoutAccessor(string name) => name.StartsWith("get_", StringComparison.Ordinal) ? name[4..] : name;
}
